import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ZC_RECIPE = 'slapbuildbench';

/** slapos.recipe.cmmi by another name: zc.buildout does not find what today's pip installed under names with dots. */
export const ZC_CMMI = `${ZC_RECIPE}:cmmi`;

const MODULE = `# As little as a recipe can do: what is left is the cost of zc.buildout itself.
import atexit
import os
import re
import subprocess


def report_peak(path):
    with open('/proc/self/status') as status, open(path, 'a') as report:
        report.write(re.search(r'VmHWM:\\s+(\\d+)', status.read()).group(1) + '\\n')


if 'BENCH_PEAK_FILE' in os.environ:
    atexit.register(report_peak, os.environ['BENCH_PEAK_FILE'])


class Writing(object):
    def __init__(self, buildout, name, options):
        self.text, self.output = options['inline'], options['output']

    def install(self):
        with open(self.output, 'w') as output:
            output.write(self.text + '\\n')
        return self.output

    def update(self):
        pass


class Spawning(object):
    def __init__(self, buildout, name, options):
        self.command, self.location = options['command'], options['location']

    def install(self):
        subprocess.check_call(['/bin/sh', '-c', self.command])
        return self.location

    def update(self):
        pass
`;

const ENTRY_POINTS = `[zc.buildout]
in-process = ${ZC_RECIPE}:Writing
spawn = ${ZC_RECIPE}:Spawning
cmmi = slapos.recipe.cmmi:Recipe
`;

/** Writes a recipe for zc.buildout; it is found when the folder is in PYTHONPATH. */
export function writeZcRecipe(folder: string): void {
  const metadata = join(folder, `${ZC_RECIPE}-1.0.egg-info`);
  mkdirSync(metadata, { recursive: true });
  writeFileSync(join(folder, `${ZC_RECIPE}.py`), MODULE);
  writeFileSync(join(metadata, 'entry_points.txt'), ENTRY_POINTS);
  writeFileSync(join(metadata, 'PKG-INFO'), `Metadata-Version: 1.0\nName: ${ZC_RECIPE}\nVersion: 1.0\n`);
}
