#include "outside/token_handles.h"

#include "base/error.h"

#include <array>
#include <cstdio>

namespace chancery::outside {
namespace {

Error cannot_load(const std::string& path) {
  const char* detail = ::dlerror();
  return {Fault::absent, {"outside.token_module", {{"path", path}, {"detail", std::string(detail != nullptr ? detail : "")}}}};
}

std::string hexadecimal(CK_RV code) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "0x%lx", code);
  return text.data();
}

}  // namespace

void check_token(CK_RV code, const char* call) {
  if (code == CKR_OK) return;
  throw Error(Fault::environment, {"outside.token_failed", {{"call", std::string(call)}, {"code", hexadecimal(code)}}});
}

TokenModule::TokenModule(const std::string& path) : library_(::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (!library_) throw cannot_load(path);
  auto* const list = reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library_.get(), "C_GetFunctionList"));
  if (list == nullptr) throw cannot_load(path);
  check_token(list(&functions_), "C_GetFunctionList");
  CK_C_INITIALIZE_ARGS arguments{};
  arguments.flags = CKF_OS_LOCKING_OK;
  const CK_RV code = functions_->C_Initialize(&arguments);
  if (code != CKR_CRYPTOKI_ALREADY_INITIALIZED) check_token(code, "C_Initialize");
  started_ = code == CKR_OK;
}

TokenModule::~TokenModule() {
  if (started_) functions_->C_Finalize(nullptr);
}

TokenSession::TokenSession(const TokenModule& module, CK_SLOT_ID slot) : module_(module) {
  check_token(module_.call().C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &handle_), "C_OpenSession");
}

TokenSession::~TokenSession() {
  module_.call().C_CloseSession(handle_);
}

}  // namespace chancery::outside
