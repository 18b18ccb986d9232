export { createArchiver } from './archiver.js';
