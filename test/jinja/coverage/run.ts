// node scripts/run-typescript.mjs test/jinja/coverage/run.ts: tells how many stored cases use each feature, as Markdown.
import { countFeatures } from './count.js';

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

function table(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [row(titles), row(titles.map(() => '---')), ...rows.map(row)].join('\n');
}

const { tally, sizes } = countFeatures();
const summary = [...tally.groups].map(([group, features]) => {
  const counts = [...features.values()].sort((one, other) => one - other);
  const [least = 0] = counts;
  const none = counts.filter((count) => count === 0).length;
  return [group, features.size, least, counts[Math.floor(counts.length / 2)] ?? 0, none];
});
const details = [...tally.groups].map(([group, features]) => {
  const told = [...features].map(([name, count]) => `\`${name}\` ${count}`);
  return `**${group}**: ${told.join(', ')}`;
});

console.log(`# Stored cases by feature\n\n${tally.cases} cases.\n`);
console.log(table(['table', 'cases'], [...sizes]));
console.log(`\n${table(['group', 'features', 'fewest cases', 'median', 'without a case'], summary)}\n`);
console.log(details.join('\n\n'));
