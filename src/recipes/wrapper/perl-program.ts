import { ignoredSignal, type WrapperSettings } from './settings.js';
import type { Signal } from './signals.js';

/** Where every Linux distribution has it; only the core modules POSIX and Config are used. */
export const PERL = '/usr/bin/perl';

/**
 * The second half of a wrapper, for what a shell cannot do: mounting in a name space of the process' own, and copying
 * output into files that are reopened on a signal. It gets the command as its arguments.
 */
export function perlProgram(settings: WrapperSettings): string {
  const { redirect, tmpfs } = settings;
  const ignored = ignoredSignal(settings);
  return [
    '',
    '#!perl',
    ...dataLines(settings),
    START,
    ...(tmpfs.length > 0 ? [ISOLATE] : ['sub isolate {}\n']),
    ...(redirect === undefined || ignored === undefined
      ? ['start();']
      : [
          `my ($reopening, $forwarded) = (${signalLiteral(ignored)}, ${signalLiteral(redirect.signal)});`,
          `my ($stdout, $stderr) = (${literal(redirect.stdout)}, ${literal(redirect.stderr)});`,
          SUPERVISE,
        ]),
    '__END__',
  ].join('\n');
}

function dataLines({ environment, tmpfs, pidfile }: WrapperSettings): readonly string[] {
  return [
    'use strict;',
    'use warnings;',
    'use Config;',
    'use POSIX ();',
    `my %environment = (${environment.flat().map(literal).join(', ')});`,
    `my @tmpfs = (${tmpfs.map((mount) => `[${mount.map(literal).join(', ')}]`).join(', ')});`,
    `my $pidfile = ${literal(pidfile)};`,
  ];
}

function literal(text: string | undefined): string {
  return text === undefined ? 'undef' : `'${text.replaceAll(/[\\']/gu, '\\$&')}'`;
}

function signalLiteral({ name, plus }: Signal): string {
  return `signal_number(${literal(name)}) + ${String(plus)}`;
}

const START = `
sub fail {
  my ($message) = @_;
  print STDERR "$0: $message\\n";
  unlink $pidfile if defined $pidfile;
  POSIX::_exit(1);
}

sub start {
  isolate();
  @ENV{keys %environment} = values %environment;
  no warnings 'exec';
  exec { $ARGV[0] } @ARGV;
  fail("cannot run $ARGV[0]: $!");
}
`;

/** The numbers of `unshare` and `mount` belong to the ABI that Perl was compiled for. */
const ISOLATE = `
sub isolate {
  my %calls = (
    x86_64 => [272, 165], aarch64 => [97, 40], riscv64 => [97, 40], loongarch64 => [97, 40],
    i386 => [310, 21], i486 => [310, 21], i586 => [310, 21], i686 => [310, 21],
    arm => [337, 21], armv7l => [337, 21], powerpc64le => [282, 21], ppc64le => [282, 21], s390x => [303, 21],
  );
  my ($machine) = $Config{archname} =~ /^([^-]+)/;
  my ($unshare, $mount) = @{ $calls{$machine} || fail("no private file systems on $machine") };
  my ($uid, $gid) = (POSIX::getuid(), POSIX::getgid());
  my $namespaces = 0x10000000 | 0x00020000; # CLONE_NEWUSER, CLONE_NEWNS
  syscall($unshare, $namespaces) == 0 or fail("cannot make a name space of its own: $!");
  tell_kernel('setgroups', 'deny');
  tell_kernel('uid_map', "$uid $uid 1");
  tell_kernel('gid_map', "$gid $gid 1");
  for (@tmpfs) {
    my ($size, $path) = @$_;
    mkdir $path or $! == POSIX::EEXIST() or fail("cannot make $path: $!");
    my ($type, $options) = ('tmpfs', "size=$size");
    syscall($mount, $type, $path, $type, 0, $options) == 0 or fail("cannot mount $path: $!");
  }
}

sub tell_kernel {
  my ($file, $text) = @_;
  open my $handle, '>', "/proc/self/$file" or fail("cannot open /proc/self/$file: $!");
  print $handle $text;
  close $handle or fail("cannot write /proc/self/$file: $!");
}
`;

/**
 * The log files are open before the program starts, so that it never runs unlogged. The wait has a limit because a
 * signal may come just before it begins. A full disk loses output, not the program.
 */
const SUPERVISE = `
sub signal_number {
  my ($name) = @_;
  my @numbers = split ' ', $Config{sig_num};
  for (split ' ', $Config{sig_name}) {
    my $number = shift @numbers;
    return $number if $_ eq $name;
  }
  fail("there is no signal $name here");
}

sub open_log {
  my ($path) = @_;
  sysopen my $log, $path, POSIX::O_WRONLY() | POSIX::O_APPEND() | POSIX::O_CREAT(), 0666
    or return;
  return $log;
}

my (@streams, @targets);
for ([1, $stdout], [2, $stderr]) {
  my ($target, $path) = @$_;
  next unless defined $path;
  if ($target == 2 and defined $stdout and $stdout eq $path) {
    push @targets, [$targets[0][0], 2];
    next;
  }
  pipe my $from, my $to or fail("cannot make a pipe: $!");
  my $log = open_log($path) or fail("cannot open $path: $!");
  push @streams, { from => $from, log => $log, path => $path };
  push @targets, [$to, $target];
}

my $child = fork;
defined $child or fail("cannot fork: $!");
if ($child == 0) {
  undef $pidfile;
  if ($forwarded != $reopening) {
    POSIX::sigaction($reopening, POSIX::SigAction->new('DEFAULT'));
    POSIX::sigaction($forwarded, POSIX::SigAction->new('IGNORE'));
  }
  POSIX::dup2(fileno $_->[0], $_->[1]) for @targets;
  start();
}
close $_->[0] for @targets;

my $reopen = 0;
POSIX::sigaction($reopening, POSIX::SigAction->new(sub { kill $forwarded, $child; $reopen = 1 }));
while (@streams) {
  if ($reopen) {
    $reopen = 0;
    for (@streams) {
      my $log = open_log($_->{path});
      $_->{log} = $log if $log;
    }
  }
  my $waiting = '';
  vec($waiting, fileno $_->{from}, 1) = 1 for @streams;
  next unless select(my $ready = $waiting, undef, undef, 1) > 0;
  @streams = grep { not vec($ready, fileno $_->{from}, 1) or copy($_) } @streams;
}
POSIX::sigaction($reopening, POSIX::SigAction->new('IGNORE'));
waitpid $child, 0;
my $status = $?;
unlink $pidfile if defined $pidfile;
exit($status & 127 ? 128 + ($status & 127) : $status >> 8);

# False at the end of a stream.
sub copy {
  my ($stream) = @_;
  my $count = sysread $stream->{from}, my $chunk, 65536;
  return $! == POSIX::EINTR() unless defined $count;
  for (my $done = 0; $done < $count;) {
    my $written = syswrite $stream->{log}, $chunk, $count - $done, $done;
    next if not defined $written and $! == POSIX::EINTR();
    last unless $written;
    $done += $written;
  }
  return $count;
}
`;
