// Apache Santuario as a second opinion: the first ds:Signature of a file, with the files it refers to in a folder.
// java -cp xmlsec.jar:slf4j-api.jar:commons-logging.jar VerifyXades.java SIGNATURES FOLDER → exit 0 when it is accepted.
import java.io.File;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.signature.XMLSignatureInput;
import org.apache.xml.security.utils.resolver.ResourceResolverContext;
import org.apache.xml.security.utils.resolver.ResourceResolverSpi;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class VerifyXades {
  static class InFolder extends ResourceResolverSpi {
    private final File folder;

    InFolder(File folder) {
      this.folder = folder;
    }

    @Override
    public XMLSignatureInput engineResolveURI(ResourceResolverContext context) {
      try {
        String name = new java.net.URI(context.uriToResolve).getPath();
        return new XMLSignatureInput(java.nio.file.Files.readAllBytes(new File(folder, name).toPath()));
      } catch (Exception exception) {
        throw new IllegalStateException(exception);
      }
    }

    @Override
    public boolean engineCanResolveURI(ResourceResolverContext context) {
      return context.uriToResolve != null && !context.uriToResolve.startsWith("#");
    }
  }

  static void markIds(Element element) {
    if (element.hasAttribute("Id")) element.setIdAttribute("Id", true);
    NodeList children = element.getChildNodes();
    for (int index = 0; index < children.getLength(); ++index) {
      if (children.item(index) instanceof Element) markIds((Element) children.item(index));
    }
  }

  public static void main(String[] arguments) throws Exception {
    Init.init();
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().parse(new File(arguments[0]));
    markIds(document.getDocumentElement());
    Element element = (Element) document.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature").item(0);
    XMLSignature signature = new XMLSignature(element, "");
    signature.addResourceResolver(new InFolder(new File(arguments[1])));
    if (!signature.checkSignatureValue(signature.getKeyInfo().getX509Certificate())) System.exit(1);
    System.out.println("accepted");
  }
}
