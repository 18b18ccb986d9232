import type { ArchiveRule } from '../../engine/recipe/index.js';
import { shown } from './names.js';

/**
 * Ends an extraction from the depth of a format's reader. Thrown only inside the extracting program, which catches it
 * at one place and answers with the failure it stands for.
 */
export abstract class ArchiveProblem extends Error {}

/** The archive can be read, but a member breaks the policy. */
export class Refused extends ArchiveProblem {
  readonly member: string;
  readonly rule: ArchiveRule;

  /** `member` as the archive spells it, one character per byte. */
  constructor(rule: ArchiveRule, member: string) {
    super(`${rule}: ${shown(member)}`);
    this.member = shown(member);
    this.rule = rule;
  }
}

/** The archive is damaged, or uses what is not supported. The message completes "the archive cannot be read: …". */
export class Unreadable extends ArchiveProblem {}

export class ToolMissing extends ArchiveProblem {
  readonly tool: string;

  constructor(tool: string) {
    super(tool);
    this.tool = tool;
  }
}
