import type { PlainData } from '../../../src/jinja/index.js';
import { Random } from '../random.js';

/** What both programs read: templates that are compiled and rendered one after the other. */
export interface Job {
  readonly texts: readonly string[];
  readonly context: Readonly<Record<string, PlainData>>;
  /** Whether compiling is part of what is timed. */
  readonly compiles: boolean;
}

const SEED = 42;
const TEMPLATES = 400;
const LINES = 100;

const CONTEXT = {
  name: 'frontend',
  domain: 'Example.ORG',
  port: 8443,
  ratio: 0.75,
  enabled: true,
  addresses: ['10.0.0.1', '10.0.0.2', '2001:db8::1', '10.0.0.4'],
  options: { path: '/srv/www', timeout: 30, 'user-agent': 'probe', tags: ['a', 'b', 'c'] },
  backends: [
    { host: 'one.example', port: 8080, weight: 3, options: { ssl: true } },
    { host: 'two.example', port: 8081, weight: 1, options: { ssl: false } },
    { host: 'three.example', port: 8082, weight: 2, options: {} },
  ],
};

/** Ways to write a few lines of a configuration; `id` is another in each place. */
const PIECES: readonly ((id: string) => readonly string[])[] = [
  (id) => [`# section ${id}`, `name-${id} = {{ name }}-${id}`],
  (id) => [`listen-${id} = {{ addresses[0] }}:{{ port + ${id.length} }}`],
  (id) => [`path-${id} = {{ options.path }}/${id}/{{ domain|lower|replace('.', '-') }}`],
  (id) => [`agent-${id} = {{ options['user-agent']|upper }} {{ options.get('none', '${id}') }}`],
  (id) => [`label-${id} = {{ '%s-%05d' % (name, port) }} {{ '{:>8.2f}'.format(ratio) }}`],
  (id) => ['{% if enabled and port > 1024 -%}', `high-${id} = yes`, '{%- else -%}', `high-${id} = no`, '{%- endif %}'],
  (id) => [`{% set value_${id} = options.timeout * 2 %}`, `timeout-${id} = {{ value_${id} // 7 }}`],
  (id) => [
    '{% for backend in backends -%}',
    `server-${id}-{{ loop.index }} = {{ backend.host }}:{{ backend['port'] }}{% if backend.options.ssl %} ssl{% endif %}`,
    '{% endfor %}',
  ],
  (id) => [
    '{% for address in addresses if ":" not in address %}',
    `  allow-${id} {{ address }}{{ "," if not loop.last }}`,
    '{% else %}',
    '  none',
    '{% endfor %}',
  ],
  (id) => [`tags-${id} = {{ options.tags|sort|join(', ') }} {{ options.tags[1:]|length }} {{ options.tags }}`],
  (id) => [
    `{% macro entry_${id}(key, value='default', sep=' = ') -%}`,
    '{{ key }}{{ sep }}{{ value }}',
    '{%- endmacro %}',
    `{{ entry_${id}('first', name) }}`,
    `{{ entry_${id}('second', sep=': ') }}`,
  ],
];

/** Configurations as releases have them: text, values with filters, conditions, loops and macros. */
export function manyTemplates(): Job {
  const random = new Random(SEED);
  const texts = Array.from({ length: TEMPLATES }, () => {
    const lines: string[] = [];
    while (lines.length < LINES) lines.push(...random.pick(PIECES)(`x${random.hex(6)}`));
    return `${lines.join('\n')}\n`;
  });
  return { texts, context: CONTEXT, compiles: true };
}

export function longLoop(): Job {
  return { texts: ['{% for i in range(1000000) %}{{ i }}{% endfor %}'], context: {}, compiles: false };
}

export function manyCalls(): Job {
  const macro = "{% macro entry(key, value='none', sep=' = ') %}{{ key }}{{ sep }}{{ value }}\n{% endmacro %}";
  const loop = "{% for i in range(100000) %}{{ entry('key', value=i) }}{% endfor %}";
  return { texts: [macro + loop], context: {}, compiles: false };
}

/** A megabyte of output, in lines of a table. */
export function largeOutput(): Job {
  const rows = Array.from({ length: 16_000 }, (_, index) => ({
    id: index,
    name: `row-${index}`,
    note: 'some text & more',
  }));
  const text =
    '{% for row in rows %}{{ row.id }}\t{{ row.name|upper }}\t{{ row.note|e }}\tfixed text of a line, {{ loop.index }}\n{% endfor %}';
  return { texts: [text], context: { rows }, compiles: false };
}
