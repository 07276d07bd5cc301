#!/usr/bin/env bash
# What people and strangers do to a form: payloads, the wrong file, a double click, the back button, two tabs, a log-in that ends in
# the middle, a page that is no longer true; and twenty slow clients and a thousand idle ones beside normal work.
source "$(dirname "$0")/lib.sh"

demonstration
begin kyiv-utah
serve
browse bad_input
browse crowd
