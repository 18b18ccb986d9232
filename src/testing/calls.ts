/** One thing that a recipe did through its context, in the order in which it did them. */
export type Call =
  | { readonly kind: 'read'; readonly section: string; readonly option: string }
  | { readonly kind: 'read-section'; readonly section: string }
  | { readonly kind: 'read-file'; readonly url: string }
  | { readonly kind: 'phase'; readonly name: string }
  | { readonly kind: 'fetch'; readonly url: string }
  | { readonly kind: 'unpack'; readonly archive: string; readonly destination: string; readonly strip: string }
  | { readonly kind: 'run'; readonly argv: readonly string[]; readonly cwd: string; readonly cores: number | 'shared' }
  | { readonly kind: 'created'; readonly paths: readonly string[] }
  | { readonly kind: 'info' | 'warn'; readonly message: string };
