import { prepare } from './build.js';
import { compareCodePoints, succeed, type Result } from './diag/index.js';
import type { EngineCall } from './engine-call.js';
import { commandEnvironment, explain, guarded, installingPart, type PartFailure } from './execute/index.js';
import type { Part } from './plan/index.js';
import type { Prepared } from './prepare.js';
import type { CommandEnvironment } from './recipe/index.js';
import type { BuildRequest } from './request.js';

/** Who says that commands have a variable: every command has it, `--pass-env` passes it, or the part. */
export type VariableOrigin = 'engine' | 'passed' | 'part';

export interface CommandVariable {
  readonly name: string;
  readonly value: string;
  readonly from: VariableOrigin;
}

/** What the commands of a part are run with. */
export interface PartCommands {
  readonly part: string;
  /** Absolute release directory. */
  readonly directory: string;
  /** The part's own directory, there or not; `undefined` when its recipe places files elsewhere. */
  readonly location: string | undefined;
  /** By name. */
  readonly variables: readonly CommandVariable[];
  /** The folder of the commands' HOME and TMPDIR, there only while they run or when it was kept. */
  readonly scratch: string;
}

/** Says what the commands of a part get, as its install would give it; touches nothing but caches. */
export async function readPartCommands(
  request: BuildRequest,
  name: string,
  call: EngineCall,
): Promise<PartCommands | undefined> {
  const prepared = await prepare({ ...request, parts: [name] }, call, await call.ports.load());
  const part = prepared?.graph.parts.get(name);
  if (prepared === undefined || part === undefined) return undefined;
  const { directory } = prepared.merged;
  const scratch = call.ports.openRelease(directory).openScratch(name).path;
  const passed = request.passEnvironment ?? {};
  const given = await givenVariables(part, prepared, () => commandEnvironment(scratch, passed));
  if (!given.ok) {
    for (const failure of given.failures) call.emit({ type: 'diagnostic', diagnostic: explain(failure, part) });
    return undefined;
  }
  const usual = commandEnvironment(scratch, {});
  const from = (variable: string, value: string): VariableOrigin => {
    if (passed[variable] === value) return 'passed';
    return usual[variable] === value ? 'engine' : 'part';
  };
  const variables = Object.entries(given.value)
    .sort(([one], [other]) => compareCodePoints(one, other))
    .map(([variable, value]) => ({ name: variable, value, from: from(variable, value) }));
  const location = part.resolution.location === 'own' ? part.location : undefined;
  return { part: name, directory, location, variables, scratch };
}

/** A part whose recipe says nothing of it has the usual environment. */
async function givenVariables(
  part: Part,
  { registry, merged }: Prepared,
  environment: () => Record<string, string>,
): Promise<Result<CommandEnvironment, PartFailure>> {
  const { definition } = part;
  const options = registry.decoder(definition).decode(part.texts);
  if (!options.ok) return options;
  const installing = installingPart(part, { options: options.value, directory: merged.directory, recorded: [] });
  const told = definition.environment?.bind(definition);
  return told === undefined ? succeed(environment()) : guarded(async () => told(installing, { environment }));
}
