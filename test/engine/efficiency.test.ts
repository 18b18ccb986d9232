import { describe, expect, test } from 'vitest';
import { simulateEfficiency } from '../bench/efficiency.js';

describe.each(simulateEfficiency())('$variant on $cores cores', ({ seconds, reference }) => {
  test('the schedule is as good as the model that knows everything', () => {
    expect(seconds.ours).toBeLessThanOrEqual(reference.seconds + 0.05);
    expect(seconds.ours).toBeGreaterThanOrEqual(reference.seconds * 0.97 - 0.05);
  });

  test('whole jobs cost little', () => {
    expect(seconds.tokens).toBeLessThanOrEqual(seconds.ours * 1.15);
  });

  test('beats parts one after the other and parts without shared cores, and nothing beats the bound', () => {
    expect(seconds.tokens).toBeLessThan(seconds.serial);
    expect(seconds.tokens).toBeLessThan(seconds.parts);
    for (const each of Object.values(seconds)) expect(each).toBeGreaterThanOrEqual(seconds.bound - 1e-6);
  });
});
