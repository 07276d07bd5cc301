// node build.mjs NODE_MODULES OUTPUT: the page as one file. Our modules and the pinned ones become `data:` URLs of one import map,
// so that the page asks nobody for anything. The same sources give the same bytes.
import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const [modules, output] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const source = name => readFileSync(join(here, name), 'utf8');
const dataUrl = text => 'data:text/javascript;base64,' + Buffer.from(text, 'utf8').toString('base64');

/** Relative names mean nothing inside a data: URL. */
const named = text => text.replaceAll(/from '\.\/([a-z]+\.js)'/g, "from 'chancery/$1'");
const own = ['bytes', 'zip', 'json', 'tree', 'note', 'printed', 'index', 'evidence', 'words'];
const readme = createHash('sha256').update(readFileSync(join(here, 'README.txt'))).digest('hex');

const imports = {
  '@noble/ed25519': dataUrl(readFileSync(join(modules, '@noble/ed25519/index.js'), 'utf8')),
  canonicalize: dataUrl(`const module = {};\n${readFileSync(join(modules, 'canonicalize/lib/canonicalize.js'), 'utf8')}\nexport default module.exports;\n`),
  'chancery/readmes.js': dataUrl(`export const readmes = ['${readme}'];\n`),
};
for (const name of own) imports[`chancery/${name}.js`] = dataUrl(named(source(`${name}.js`)));

const parts = {css: source('page.css'), importmap: JSON.stringify({imports}), view: named(source('view.js'))};
writeFileSync(output, source('page.html').replace(/\{\{([a-z]+)\}\}/g, (_, name) => parts[name]));
