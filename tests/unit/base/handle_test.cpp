#include "base/handle.h"

#include <catch2/catch.hpp>

#include <utility>

using namespace chancery;

namespace {

struct Seal {
  int released = 0;
};

void release_seal(Seal* seal) {
  ++seal->released;
}

using SealHandle = Handle<Seal, release_seal>;

static_assert(sizeof(SealHandle) == sizeof(Seal*), "the release function costs no space");

}  // namespace

TEST_CASE("a handle releases its object once, wherever it was moved") {
  Seal seal;
  {
    SealHandle first(&seal);
    const SealHandle second = std::move(first);
    CHECK(seal.released == 0);
  }
  CHECK(seal.released == 1);
}

TEST_CASE("an object that was handed over is not released") {
  Seal seal;
  {
    SealHandle handle(&seal);
    CHECK(handle.release() == &seal);
    const SealHandle empty;
  }
  CHECK(seal.released == 0);
}
