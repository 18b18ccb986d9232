/** As what a name was looked for; a member is one of a module. */
export type Sought = 'argument' | 'attribute' | 'export' | 'filter' | 'member' | 'name' | 'tag' | 'template' | 'test';

/** What an error carries for those who explain it. */
export type Mistake = MissingName | WrongCall;

/** A name that there is not where it was looked for. */
export interface MissingName {
  readonly sought: Sought;
  readonly name: string;
  /**
   * The names that there are, as far as the template may see them; only asked when the error is explained. Absent where
   * the place of the error tells them, or nobody does.
   */
  readonly known?: () => Iterable<string>;
  /** Who has it not, in the words of a template: `loop`, `macro `m``; asked as late. Absent where the message says so. */
  readonly of?: () => string | undefined;
}

/** Arguments of a filter or test that are wrong in another way, for a message without Python's name of it. */
export interface WrongCall {
  readonly sought: 'call';
  /** What follows its name in a sentence. */
  readonly says: string;
  readonly of?: () => string | undefined;
}
