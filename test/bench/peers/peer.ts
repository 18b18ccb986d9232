import type { FoundTool, Workshop } from '../tools.js';

/** Another program that builds the same graphs. */
export interface Peer {
  readonly name: string;
  /** What makes it present, for the help and for whoever reads that it is not. */
  readonly wants: string;
  find(means: PeerMeans): FoundTool | undefined;
}

export interface PeerMeans {
  readonly workshop: Workshop;
  readonly callerEnv: NodeJS.ProcessEnv;
  /** Actions at once. */
  readonly jobs: number;
}
