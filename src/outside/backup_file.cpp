#include "outside/backup_file.h"

#include "base/error.h"
#include "formats/json.h"
#include "outside/backup_handles.h"

#include <argon2.h>

#include <fcntl.h>
#include <fstream>
#include <unistd.h>
#include <utility>

namespace chancery::outside {
namespace {

using formats::Json;

constexpr std::string_view magic = "chancery.backup/1\n";
constexpr std::size_t piece_size = 1U << 20U;
constexpr std::size_t tag_size = 16;
constexpr std::size_t key_size = 32;
constexpr std::size_t longest_header = 4096;
// What a header may make a reader do.
constexpr std::uint32_t most_memory_kib = 1U << 20U;
constexpr std::uint32_t most_passes = 16;

[[noreturn]] void refuse(const char* key) {
  throw Error(Fault::input, {key, {}});
}

[[noreturn]] void stop(const char* key) {
  throw Error(Fault::environment, {key, {}});
}

Bytes header_bytes(const BackupHeader& header) {
  const Json json{{"type", "chancery.backup/1"},   {"log", header.log},
                  {"size", header.size},           {"root", header.root.hex()},
                  {"made", header.made.text()},    {"salt", header.salt.hex()},
                  {"nonce", to_hex(header.nonce)}, {"memory_kib", header.cost.memory_kib},
                  {"passes", header.cost.passes}};
  return Bytes(magic) + formats::committed_json(json) + "\n";
}

std::string text(const Json& json, const char* key) {
  if (!json.contains(key) || !json[key].is_string()) refuse("outside.backup_header");
  return json[key].get<std::string>();
}

std::uint64_t number(const Json& json, const char* key) {
  if (!json.contains(key) || !json[key].is_number_unsigned()) refuse("outside.backup_header");
  return json[key].get<std::uint64_t>();
}

template <class T>
T required(std::optional<T> value) {
  if (!value) refuse("outside.backup_header");
  return *std::move(value);
}

BackupHeader parse_header(BytesView line) {
  const Json json = formats::parse_committed_json(line, "backup");
  if (!json.is_object() || json.size() != 9 || text(json, "type") != "chancery.backup/1") refuse("outside.backup_header");
  const auto memory = number(json, "memory_kib");
  const auto passes = number(json, "passes");
  BackupHeader header{text(json, "log"),
                      number(json, "size"),
                      required(Sha256::parse(text(json, "root"))),
                      required(Timestamp::parse(text(json, "made"))),
                      required(Salt::parse(text(json, "salt"))),
                      required(parse_hex(text(json, "nonce"))),
                      {}};
  const bool sane = memory >= 8 && memory <= most_memory_kib && passes >= 1 && passes <= most_passes;
  if (!sane || header.nonce.size() != backup_nonce_size) refuse("outside.backup_header");
  header.cost = {static_cast<std::uint32_t>(memory), static_cast<std::uint32_t>(passes)};
  return header;
}

SecretBytes derive_key(const SecretBytes& password, const BackupHeader& header) {
  std::string key(key_size, '\0');
  const int result = argon2id_hash_raw(header.cost.passes, header.cost.memory_kib, 1, password.reveal().data(),
                                       password.reveal().size(), header.salt.view().data(), Salt::size, key.data(), key.size());
  if (result != ARGON2_OK) stop("outside.backup_key");
  return SecretBytes(std::move(key));
}

const unsigned char* raw(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(Bytes& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

/// Seals or opens the pieces of one backup, one after another.
class PieceCipher {
 public:
  PieceCipher(const BackupHeader& header, const Bytes& header_text, const SecretBytes& password)
      : key_(derive_key(password, header)),
        nonce_(header.nonce),
        header_hash_(sha256(header_text)),
        context_(EVP_CIPHER_CTX_new()) {
    if (!context_) stop("outside.backup_cipher");
  }

  Bytes seal(BytesView piece, bool last) {
    begin(last, true);
    Bytes sealed(piece.size() + tag_size, '\0');
    int length = 0;
    check(EVP_EncryptUpdate(context_.get(), raw(sealed), &length, raw(piece), static_cast<int>(piece.size())));
    check(EVP_EncryptFinal_ex(context_.get(), raw(sealed) + length, &length));
    check(EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_GCM_GET_TAG, tag_size, raw(sealed) + piece.size()));
    return sealed;
  }

  Bytes open(BytesView sealed, bool last) {
    if (sealed.size() < tag_size) refuse("outside.backup_cut");
    begin(last, false);
    Bytes piece(sealed.size() - tag_size, '\0');
    Bytes tag(sealed.substr(piece.size()));
    int length = 0;
    check(EVP_DecryptUpdate(context_.get(), raw(piece), &length, raw(sealed), static_cast<int>(piece.size())));
    check(EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_GCM_SET_TAG, tag_size, raw(tag)));
    if (EVP_DecryptFinal_ex(context_.get(), raw(piece) + length, &length) != 1) {
      refuse(number_ == 1 ? "outside.backup_password" : "outside.backup_changed");
    }
    return piece;
  }

 private:
  static void check(int result) {
    if (result != 1) stop("outside.backup_cipher");
  }

  void begin(bool last, bool sealing) {
    if (number_ == UINT32_MAX) stop("outside.backup_cipher");
    Bytes nonce = nonce_;
    for (unsigned shift = 32; shift > 0; shift -= 8) nonce += static_cast<char>((number_ >> (shift - 8)) & 0xFFU);
    nonce += last ? '\1' : '\0';
    ++number_;
    check(EVP_CipherInit_ex(context_.get(), EVP_aes_256_gcm(), nullptr, raw(key_.reveal()), raw(BytesView(nonce)),
                            sealing ? 1 : 0));
    int length = 0;
    check(EVP_CipherUpdate(context_.get(), nullptr, &length, raw(header_hash_.view()), Sha256::size));
  }

  SecretBytes key_;
  Bytes nonce_;
  Sha256 header_hash_;
  CipherContext context_;
  std::uint32_t number_ = 0;
};

/// Reads a file in pieces and gives each to `take`.
template <class Take>
void for_each_piece(const std::filesystem::path& source, const Take& take) {
  std::ifstream in(source, std::ios::binary);
  if (!in) throw Error(Fault::absent, {"outside.no_such_file", {{"path", source.string()}, {"detail", std::string()}}});
  Bytes piece(piece_size, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
    take(BytesView(piece).substr(0, static_cast<std::size_t>(in.gcount())));
  }
  if (in.bad())
    throw Error(Fault::environment, {"outside.file_not_read", {{"path", source.string()}, {"detail", std::string()}}});
}

/// A file that gets its name when it is whole.
class PartialFile {
 public:
  explicit PartialFile(const std::filesystem::path& target)
      : target_(target), partial_(target.string() + ".part"), out_(partial_, std::ios::binary | std::ios::trunc) {
    std::filesystem::permissions(partial_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  ~PartialFile() {
    std::error_code ignored;
    std::filesystem::remove(partial_, ignored);
  }
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  void write(BytesView bytes) { out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())); }
  void keep() {
    out_.close();
    if (!out_ || !reached_the_disk()) {
      throw Error(Fault::environment, {"outside.file_not_written", {{"path", target_.string()}, {"detail", std::string()}}});
    }
    std::filesystem::rename(partial_, target_);
  }

 private:
  [[nodiscard]] bool reached_the_disk() const {
    const int file = ::open(partial_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    return synced;
  }

  std::filesystem::path target_;
  std::filesystem::path partial_;
  std::ofstream out_;
};

}  // namespace

struct BackupWriter::State {
  Bytes header;
  PieceCipher cipher;
  Bytes waiting = {};
  bool begun = false;
};

BackupWriter::BackupWriter(const BackupHeader& header, const SecretBytes& password) {
  const Bytes text = header_bytes(header);
  if (header.nonce.size() != backup_nonce_size || text.size() > longest_header) refuse("outside.backup_header");
  state_ = std::make_unique<State>(State{text, PieceCipher(header, text, password)});
}
BackupWriter::~BackupWriter() = default;
BackupWriter::BackupWriter(BackupWriter&&) noexcept = default;

Bytes BackupWriter::add(BytesView bytes) {
  Bytes ready = std::exchange(state_->begun, true) ? Bytes() : state_->header;
  state_->waiting += bytes;
  // The last piece is known only at the end: one piece always waits.
  while (state_->waiting.size() > piece_size) {
    ready += state_->cipher.seal(BytesView(state_->waiting).substr(0, piece_size), false);
    state_->waiting.erase(0, piece_size);
  }
  return ready;
}

Bytes BackupWriter::finish() {
  Bytes ready = add({});
  return ready + state_->cipher.seal(state_->waiting, true);
}

struct BackupReader::State {
  SecretBytes password;
  Bytes waiting = {};
  std::optional<BackupHeader> header = {};
  std::optional<PieceCipher> cipher = {};
};

BackupReader::BackupReader(const SecretBytes& password)
    : state_(std::make_unique<State>(State{SecretBytes(std::string(password.reveal()))})) {}
BackupReader::~BackupReader() = default;
BackupReader::BackupReader(BackupReader&&) noexcept = default;

const std::optional<BackupHeader>& BackupReader::header() const {
  return state_->header;
}

Bytes BackupReader::add(BytesView bytes) {
  State& state = *state_;
  state.waiting += bytes;
  if (!state.header) {
    const BytesView all = state.waiting;
    if (!all.starts_with(magic.substr(0, all.size()))) refuse("outside.backup_none");
    const std::size_t end = all.find('\n', std::min(magic.size(), all.size()));
    if (end == BytesView::npos) {
      if (all.size() > longest_header) refuse("outside.backup_header");
      return {};
    }
    state.header = parse_header(all.substr(magic.size(), end - magic.size()));
    state.cipher.emplace(*state.header, Bytes(all.substr(0, end + 1)), state.password);
    state.waiting.erase(0, end + 1);
  }
  Bytes opened;
  while (state.waiting.size() > piece_size + tag_size) {
    opened += state.cipher->open(BytesView(state.waiting).substr(0, piece_size + tag_size), false);
    state.waiting.erase(0, piece_size + tag_size);
  }
  return opened;
}

Bytes BackupReader::finish() {
  if (!state_->cipher) refuse("outside.backup_none");
  return state_->cipher->open(state_->waiting, true);
}

void seal_backup(const std::filesystem::path& source, const std::filesystem::path& target, const BackupHeader& header,
                 const SecretBytes& password) {
  BackupWriter writer(header, password);
  PartialFile file(target);
  for_each_piece(source, [&](BytesView piece) { file.write(writer.add(piece)); });
  file.write(writer.finish());
  file.keep();
}

BackupHeader open_backup(const std::filesystem::path& source, const std::filesystem::path& target, const SecretBytes& password) {
  BackupReader reader(password);
  PartialFile file(target);
  for_each_piece(source, [&](BytesView piece) { file.write(reader.add(piece)); });
  file.write(reader.finish());
  file.keep();
  return *reader.header();
}

}  // namespace chancery::outside
