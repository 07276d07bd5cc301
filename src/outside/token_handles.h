#pragma once

#include "base/handle.h"

#include <dlfcn.h>
#include <p11-kit-1/p11-kit/pkcs11.h>
#include <string>

namespace chancery::outside {

inline void close_library(void* library) noexcept {
  static_cast<void>(::dlclose(library));
}
using LibraryHandle = Handle<void, close_library>;

/// A loaded and started PKCS#11 module; stopped when the last one who uses it goes.
class TokenModule {
 public:
  /// Throws: Error{Fault::absent} when the library cannot be loaded, Error{Fault::environment} when it does not start.
  explicit TokenModule(const std::string& path);
  ~TokenModule();
  TokenModule(const TokenModule&) = delete;
  TokenModule& operator=(const TokenModule&) = delete;

  [[nodiscard]] CK_FUNCTION_LIST& call() const { return *functions_; }

 private:
  LibraryHandle library_;
  CK_FUNCTION_LIST* functions_ = nullptr;
  bool started_ = false;
};

/// An open session; closed when it goes.
class TokenSession {
 public:
  TokenSession(const TokenModule& module, CK_SLOT_ID slot);
  ~TokenSession();
  TokenSession(const TokenSession&) = delete;
  TokenSession& operator=(const TokenSession&) = delete;

  [[nodiscard]] CK_SESSION_HANDLE handle() const { return handle_; }

 private:
  const TokenModule& module_;
  CK_SESSION_HANDLE handle_ = 0;
};

/// Throws: Error{Fault::environment} naming the call and the code, unless `code` is CKR_OK.
void check_token(CK_RV code, const char* call);

}  // namespace chancery::outside
