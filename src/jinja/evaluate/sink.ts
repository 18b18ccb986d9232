import { raise } from '../values/raised.js';

/** What is written goes here until somebody takes it. */
export class Sink {
  text = '';
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  write(text: string): void {
    this.text += text;
    if (this.text.length > this.limit) raise('LimitError', `the output is longer than ${this.limit} characters`);
  }
}
