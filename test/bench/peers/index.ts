import { bazel } from './bazel.js';
import { make } from './make.js';
import { ninja } from './ninja.js';
import { nix } from './nix.js';
import type { Peer } from './peer.js';
import { tup } from './tup.js';
import { turbo } from './turbo.js';
import { wireit } from './wireit.js';
import { zcBuildout } from './zc-buildout.js';

export const PEERS: readonly Peer[] = [zcBuildout, ninja, make, bazel, nix, wireit, turbo, tup];
