// verify.cpp has to link without anything above `evidence`; nothing needs to run.
int main() {
  return 0;
}
