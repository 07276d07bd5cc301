#pragma once

#include <memory>

namespace chancery {

/// Owns an object of a C library; the release function is part of the type and costs no space.
/// A release that is a macro gets a one-line named function first.
template <auto release_function>
struct Release {
  template <class T>
  void operator()(T* object) const noexcept {
    release_function(object);
  }
};

template <class T, auto release_function>
using Handle = std::unique_ptr<T, Release<release_function>>;

}  // namespace chancery
