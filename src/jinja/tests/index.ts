import type { Filter } from '../evaluate/environment.js';
import { counting } from '../filters/counting.js';
import { defineNative } from '../filters/native.js';
import { isCallable } from '../types/builtins/iterators.js';
import * as comparisons from './comparisons.js';
import * as kinds from './kinds.js';

const { eq, ne, gt, ge, lt, le } = comparisons;

const table: readonly (readonly [string, Filter])[] = [
  ['odd', comparisons.odd],
  ['even', comparisons.even],
  ['divisibleby', comparisons.divisibleby],
  ['defined', kinds.defined],
  ['undefined', kinds.isUndefined],
  ['filter', kinds.filter],
  ['test', kinds.test],
  ['none', kinds.none],
  ['boolean', kinds.boolean],
  ['false', kinds.isFalse],
  ['true', kinds.isTrue],
  ['integer', kinds.integer],
  ['float', kinds.float],
  ['lower', kinds.lower],
  ['upper', kinds.upper],
  ['string', kinds.string],
  ['mapping', kinds.mapping],
  ['number', kinds.number],
  ['sequence', kinds.sequence],
  ['iterable', kinds.iterable],
  ['callable', defineNative('callable', isCallable)],
  ['sameas', comparisons.sameas],
  ['escaped', kinds.escaped],
  ['in', comparisons.isIn],
  ['==', eq],
  ['eq', eq],
  ['equalto', eq],
  ['!=', ne],
  ['ne', ne],
  ['>', gt],
  ['gt', gt],
  ['greaterthan', gt],
  ['>=', ge],
  ['ge', ge],
  ['<', lt],
  ['lt', lt],
  ['lessthan', lt],
  ['<=', le],
  ['le', le],
];

/** They ask for the type of a value, or whether it is one that there is once. */
const OF_TYPES: ReadonlySet<string> = new Set(
  'defined undefined none boolean false true integer float string mapping number sequence iterable callable sameas escaped'.split(
    ' ',
  ),
);

/** Jinja's own tests by their names. */
export const TESTS = counting(table, OF_TYPES);
