#include "apps/cli/command_line.h"

int main(int count, char** arguments) {
  return chancery::cli::run(count, arguments);
}
