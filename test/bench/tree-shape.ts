/** How large a tree of profiles is: files, and what is left of them when they are merged. */
export interface TreeShape {
  readonly files: number;
  /** `[buildout]` counts; sections whose conditions are false everywhere do not. */
  readonly sections: number;
  /** Pairs of section and option; `extends` and what the engine sets by itself do not count. */
  readonly options: number;
}
