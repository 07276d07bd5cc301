#!/usr/bin/env perl
# time_server.pl FOLDER: an RFC 3161 time server on loopback, answering with `openssl ts` and FOLDER/tsa.cnf. Prints its port.
use strict;
use warnings;
use IO::Socket::INET;

my $folder = shift or die "usage: time_server.pl FOLDER\n";
chdir $folder or die "$folder: $!\n";
my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 8, ReuseAddr => 1) or die "no port: $!\n";
$| = 1;
print $listener->sockport, "\n";
while (my $client = $listener->accept) {
  local $/ = "\r\n";
  my $length = 0;
  while (defined(my $line = <$client>)) {
    last if $line eq "\r\n";
    $length = $1 if $line =~ /^content-length: *(\d+)/i;
  }
  next if $length == 0 or $length > 4096;
  my $query;
  read $client, $query, $length;
  open my $file, '>:raw', 'query' or die "query: $!\n";
  print $file $query;
  close $file;
  system 'openssl ts -reply -config tsa.cnf -queryfile query -out reply 2>/dev/null';
  open $file, '<:raw', 'reply' or next;
  local $/;
  my $reply = <$file>;
  print $client "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: ", length $reply,
    "\r\nConnection: close\r\n\r\n", $reply;
  close $client;
}
