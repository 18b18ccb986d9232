import type { Mistake } from '../mistake.js';

/** Profiles that cannot be had, or not together. */
export const PROFILES: readonly Mistake[] = [
  {
    kind: 'cli-profile-not-found',
    about: 'the main profile is misspelt',
    files: { 'software/nginx/software.cfg': ['[buildout]', 'parts ='] },
    words: ['software/nginx/sofware.cfg'],
  },
  {
    kind: 'download-failed',
    about: 'the main profile is on a server that does not have it',
    words: ['http://SERVER/slapos/raw/1.0.400/software/nginx/software.cfg'],
  },
  {
    kind: 'extends-not-found',
    about: 'a component extends another one by a wrong path',
    files: {
      'software/nginx/software.cfg': [
        '[buildout]',
        'extends =',
        '  ../../component/openssl/buildout.cfg',
        'parts = openssl',
      ],
      'component/openssl/buildout.cfg': [
        '[buildout]',
        'extends =',
        '  ../perl/buildout.cfg',
        '  ../zlip/buildout.cfg',
        '',
        '[openssl]',
        'recipe = slapos.recipe.cmmi',
        'url = https://www.openssl.org/source/openssl-3.0.13.tar.gz',
      ],
      'component/perl/buildout.cfg': [
        '[perl]',
        'recipe = slapos.recipe.cmmi',
        'url = https://www.cpan.org/perl.tar.gz',
      ],
      'component/zlib/buildout.cfg': [
        '[zlib]',
        'recipe = slapos.recipe.cmmi',
        'url = https://zlib.net/zlib-1.3.1.tar.gz',
      ],
    },
    words: ['software/nginx/software.cfg'],
  },
  {
    kind: 'extends-not-found',
    about: 'a reference in `extends`',
    files: {
      'software.cfg': ['[buildout]', 'extends = ${buildout:directory}/component/zlib/buildout.cfg', 'parts = zlib'],
      'component/zlib/buildout.cfg': [
        '[zlib]',
        'recipe = slapos.recipe.cmmi',
        'url = https://zlib.net/zlib-1.3.1.tar.gz',
      ],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'extends-cycle',
    about: 'three components extend each other',
    files: {
      'software.cfg': ['[buildout]', 'extends = component/curl/buildout.cfg', 'parts = curl'],
      'component/curl/buildout.cfg': [
        '[buildout]',
        'extends =',
        '  ../openssl/buildout.cfg',
        '  ../nghttp2/buildout.cfg',
      ],
      'component/openssl/buildout.cfg': ['[openssl]', 'recipe = slapos.recipe.cmmi'],
      'component/nghttp2/buildout.cfg': ['[buildout]', 'extends = ../libxml2/buildout.cfg'],
      'component/libxml2/buildout.cfg': ['[buildout]', 'extends = ../curl/buildout.cfg'],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'extended-by',
    about: 'an option of very old releases',
    files: {
      'software.cfg': ['[buildout]', 'extends = stack/slapos.cfg', 'parts ='],
      'stack/slapos.cfg': ['[buildout]', 'extended-by = monitor.cfg'],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'extends-cache-substitution',
    about: 'the cache lies below a directory that is not known yet',
    files: {
      'software.cfg': [
        '[buildout]',
        'extends = http://SERVER/stack/slapos.cfg',
        'extends-cache = ${buildout:directory}/extends-cache',
        'parts =',
      ],
    },
    served: { 'stack/slapos.cfg': ['[buildout]', 'offline = false'] },
    words: ['software.cfg'],
  },
  {
    kind: 'cache-directory-missing',
    about: 'nobody made the cache',
    files: {
      'software.cfg': [
        '[buildout]',
        'extends-cache = extends-cache',
        'extends = http://SERVER/stack/slapos.cfg',
        'parts =',
      ],
    },
    served: { 'stack/slapos.cfg': ['[buildout]', 'offline = false'] },
    words: ['software.cfg'],
  },
  {
    kind: 'download-failed',
    about: 'a remote profile extends one that its server does not have',
    files: {
      'software.cfg': ['[buildout]', 'extends =', '  http://SERVER/slapos/raw/1.0.400/stack/slapos.cfg', 'parts ='],
    },
    served: {
      'slapos/raw/1.0.400/stack/slapos.cfg': [
        '[buildout]',
        'extends =',
        '  ../component/gcc-10.cfg',
        '  slapos-py3.cfg',
      ],
      'slapos/raw/1.0.400/component/gcc-10.cfg': ['[gcc]', 'recipe = slapos.recipe.cmmi'],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'offline-download',
    about: 'a remote profile in an offline run',
    files: {
      'software.cfg': ['[buildout]', 'extends = http://SERVER/stack/slapos.cfg', 'parts ='],
    },
    served: { 'stack/slapos.cfg': ['[buildout]', 'newest = false'] },
    words: ['-o', 'software.cfg'],
  },
  {
    kind: 'ambiguous-relative-path',
    about: 'a remote profile names a cache beside itself',
    files: {
      'software.cfg': ['[buildout]', 'extends = http://SERVER/stack/slapos.cfg', 'parts ='],
    },
    served: { 'stack/slapos.cfg': ['[buildout]', 'download-cache = ../download-cache'] },
    words: ['software.cfg'],
  },
  {
    kind: 'local-from-remote',
    about: 'a remote profile extends a file of this machine',
    files: {
      'software.cfg': ['[buildout]', 'extends = http://SERVER/stack/slapos.cfg', 'parts ='],
    },
    served: { 'stack/slapos.cfg': ['[buildout]', 'extends =', '  file:///etc/opt/slapos/defaults.cfg'] },
    words: ['software.cfg'],
  },
];
