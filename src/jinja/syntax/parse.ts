import type { Result, Source } from '../../engine/diag/index.js';
import type { SyntaxFailure } from './failures.js';
import type { TemplateNode } from './nodes.js';
import type { SyntaxSettings } from './settings.js';

/** Reads a template; stops at the first mistake, as Jinja does. */
export declare function parseTemplate(source: Source, settings: SyntaxSettings): Result<TemplateNode, SyntaxFailure>;
