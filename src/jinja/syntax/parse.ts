import { fail, succeed, type Result, type Source } from '../../engine/diag/index.js';
import { SyntaxStop, type SyntaxFailure } from './failures.js';
import { Lexer } from './lexer.js';
import type { TemplateNode } from './nodes.js';
import { normalise } from './normal-text.js';
import type { SyntaxSettings } from './settings.js';
import { TemplateParser } from './template-parser.js';
import { TokenStream } from './token-stream.js';

/** Reads a template; stops at the first mistake, as Jinja does. */
export function parseTemplate(source: Source, settings: SyntaxSettings): Result<TemplateNode, SyntaxFailure> {
  const normal = normalise(source, settings.keepTrailingNewline);
  try {
    const tokens = new Lexer(normal, settings).tokens();
    const parser = new TemplateParser(new TokenStream(tokens, normal.originOf(normal.text.length)), settings);
    return succeed({ kind: 'template', source, body: parser.template() });
  } catch (error) {
    if (error instanceof SyntaxStop) return fail(error.in(source));
    throw error;
  }
}
