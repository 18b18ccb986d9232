import type { Mistake } from '../mistake.js';

/** Texts that are no profiles. */
export const TEXTS: readonly Mistake[] = [
  {
    kind: 'syntax-error',
    about: 'two lines of a component that are no options, three profiles deep',
    files: {
      'software/nginx/software.cfg': ['[buildout]', 'extends = ../../component/nginx/buildout.cfg', 'parts = nginx'],
      'component/nginx/buildout.cfg': [
        '[buildout]',
        'extends = ../pcre/buildout.cfg',
        '',
        '[nginx]',
        'recipe = slapos.recipe.cmmi',
        'url = https://nginx.org/download/nginx-1.27.0.tar.gz',
      ],
      'component/pcre/buildout.cfg': [
        '[buildout]',
        'parts = pcre',
        '',
        '[pcre]',
        'recipe = slapos.recipe.cmmi',
        'url: https://ftp.pcre.org/pub/pcre/pcre-8.45.tar.bz2',
        'md5sum = 4452288e6a0eefb2ab11d36010a1eebb',
        'configure-options =',
        '--disable-cpp',
        '  --enable-unicode-properties',
      ],
    },
    words: ['software/nginx/software.cfg'],
  },
  {
    kind: 'syntax-error',
    about: 'every other way in which a line is none',
    files: {
      'buildout.cfg': [
        '[buildout]',
        '  parts = zlib',
        '',
        '[zlib',
        'recipe = slapos.recipe.cmmi',
        '',
        '[zlib] shared',
        'configure options = --static',
        'environment + = CFLAGS=-O2',
      ],
    },
    words: [],
  },
  {
    kind: 'syntax-error',
    about: 'lines that are nearly right',
    files: {
      'buildout.cfg': [
        '[buildout]',
        '',
        '[my zlib]',
        'recipe = slapos.recipe.cmmi',
        'url := https://zlib.net/zlib-1.3.1.tar.gz',
        '',
        '[zlib < component]',
        '[component:platform.machine() == "x86_64"',
        'environment\u00a0for = make',
      ],
    },
    words: ['buildout.cfg'],
  },
  {
    kind: 'syntax-error',
    about: 'a merge that was not finished',
    files: {
      'software.cfg': [
        '[buildout]',
        'extends =',
        '<<<<<<< HEAD',
        '  stack/slapos.cfg',
        '=======',
        '  stack/slapos-py3.cfg',
        '>>>>>>> topic',
        'parts =',
      ],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'missing-section-header',
    about: 'the page about a file, saved as if it were the file',
    files: {
      'software.cfg': ['[buildout]', 'extends = component/zlib.cfg', 'parts = zlib'],
      'component/zlib.cfg': ['<!DOCTYPE html>', '<html lang="en">', '<title>zlib.cfg</title>', '[zlib]', '</html>'],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'missing-section-header',
    about: 'a mark that does not show, at the start of the file',
    files: { 'software.cfg': ['\ufeff[buildout]', 'parts ='] },
    words: ['software.cfg'],
  },
  {
    kind: 'missing-section-header',
    about: 'options without a header',
    files: {
      'buildout.cfg': [
        '# The versions of this release.',
        'parts = zlib',
        'zlib-version = 1.3.1',
        '[zlib]',
        'recipe = cmmi',
      ],
    },
    words: ['buildout.cfg'],
  },
  {
    kind: 'missing-section-header',
    about: 'options under a header that is not for this machine',
    files: {
      'component/gcc/buildout.cfg': ['[gcc:windows]', 'recipe = slapos.recipe.cmmi', 'shared = true'],
      'software.cfg': ['[buildout]', 'extends = component/gcc/buildout.cfg', 'parts ='],
    },
    words: [],
  },
  {
    kind: 'encoding-error',
    about: 'a comment in Latin-1',
    files: {
      'software.cfg': ['[buildout]', 'extends =', '  component/popt/buildout.cfg', 'parts = popt'],
      'component/popt/buildout.cfg': Buffer.from(
        '# popt, for logrotate\n# Auteur: J\u00e9r\u00f4me\n[popt]\nrecipe = cmmi\n',
        'latin1',
      ),
    },
    words: ['software.cfg'],
  },
  {
    kind: 'condition-error',
    about: 'a condition with one `=`',
    files: {
      'software.cfg': ['[buildout]', 'extends = component/openssl/buildout.cfg', 'parts = openssl'],
      'component/openssl/buildout.cfg': [
        '[openssl]',
        'recipe = slapos.recipe.cmmi',
        'url = https://www.openssl.org/source/openssl-3.0.13.tar.gz',
        '',
        "[openssl:platform.machine() = 'aarch64']",
        'configure-options = no-asm',
      ],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'condition-error',
    about: 'a bare name for a machine, and a version as a text',
    files: {
      'software.cfg': [
        '[buildout]',
        'parts = openssl python',
        '',
        '[openssl:x86_64]',
        'recipe = slapos.recipe.cmmi',
        '',
        "[python:sys.version_info >= '3.8']",
        'recipe = slapos.recipe.cmmi',
      ],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'condition-error',
    about: 'a condition that would run code',
    files: {
      'software.cfg': [
        '[buildout]',
        'parts = wendelin',
        '',
        '[wendelin]',
        'recipe = slapos.recipe.cmmi',
        'url = https://lab.nexedi.com/wendelin.tar.gz',
        'environment = OPENBLAS=${openblas:location}',
        '',
        '[openblas]',
        'recipe = slapos.recipe.cmmi',
        'url = https://github.com/OpenMathLib/OpenBLAS/archive/v0.3.26.tar.gz',
        '',
        "[openblas:'avx2' in open('/proc/cpuinfo').read()]",
        'make-options = TARGET=HASWELL',
      ],
    },
    words: ['software.cfg'],
  },
];
