export type { Call, Host, Missing } from './value.js';
