/**
 * Programs that take record locks on the file at descriptor 3 as they are told, `lock START LENGTH` or `unlock START
 * LENGTH`, one a line, and answer `yes`, `no` (somebody else has it) or the name of an error. They end with their input.
 * They take the locks of their own process, which exclude those of open file descriptions.
 */
export const HELPER_PROGRAMS: readonly (readonly [string, ...string[]])[] = [
  [
    'python3',
    '-I',
    '-S',
    '-c',
    `
import errno, fcntl, sys
for line in iter(sys.stdin.readline, ''):
    verb, start, length = line.split()
    how = fcntl.LOCK_EX | fcntl.LOCK_NB if verb == 'lock' else fcntl.LOCK_UN
    answer = 'yes'
    try:
        fcntl.lockf(3, how, int(length), int(start))
    except OSError as error:
        busy = error.errno in (errno.EAGAIN, errno.EACCES)
        answer = 'no' if busy else errno.errorcode.get(error.errno, 'EIO')
    print(answer, flush=True)
`,
  ],
  [
    'perl',
    '-e',
    `
use strict;
use Config;
use Errno;
use Fcntl qw(F_SETLK F_WRLCK F_UNLCK);
# The layout below is that of 64-bit systems.
exit 1 if $Config{ptrsize} != 8 || $Config{ivsize} != 8;
$| = 1;
open(my $file, '+<&=', 3) or exit 1;
while (my $line = <STDIN>) {
  my ($verb, $start, $length) = split ' ', $line;
  my $type = $verb eq 'lock' ? F_WRLCK : F_UNLCK;
  my $answer = 'yes';
  if (!fcntl($file, F_SETLK, pack('s s x4 q q i x4', $type, 0, $start, $length, 0))) {
    my ($name) = grep { $!{$_} } keys %!;
    $answer = $!{EAGAIN} || $!{EACCES} ? 'no' : $name;
  }
  print "$answer\\n";
}
`,
  ],
];
