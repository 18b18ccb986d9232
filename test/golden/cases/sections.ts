import type { Mistake } from '../mistake.js';

/** Macros and options of `[buildout]`. */
export const SECTIONS: readonly Mistake[] = [
  {
    kind: 'macro-missing-section',
    about: 'a macro of a macro is misspelt in another profile',
    files: {
      'software.cfg': [
        '[buildout]',
        'extends = stack/monitor/buildout.cfg',
        'parts = monitor-conf',
        '',
        '[monitor-conf]',
        '<= monitor-template',
        'output = ${buildout:directory}/monitor.conf',
      ],
      'stack/monitor/buildout.cfg': [
        '[template-base]',
        'recipe = slapos.recipe.template',
        'mode = 0644',
        '',
        '[monitor-template]',
        '<= template-bsae',
        'url = ${:_profile_base_location_}/monitor.conf.in',
      ],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'macro-missing-section',
    about: 'two macros on one line',
    files: {
      'software.cfg': [
        '[buildout]',
        'parts = zlib',
        '',
        '[component]',
        'recipe = slapos.recipe.cmmi',
        '',
        '[static]',
        'configure-options = --static',
        '',
        '[zlib]',
        '<= component static',
        'url = https://zlib.net/zlib-1.3.1.tar.gz',
      ],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'macro-missing-section',
    about: 'a macro that is computed',
    files: {
      'software.cfg': [
        '[buildout]',
        'parts = zlib',
        '',
        '[zlib]',
        '<= ${flavour:template}',
        '',
        '[flavour]',
        'template = component',
      ],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'macro-loop',
    about: 'two macros that use each other',
    files: {
      'software.cfg': [
        '[buildout]',
        'extends = stack/erp5/buildout.cfg',
        'parts = mariadb',
        '',
        '[mariadb]',
        '<= service',
        'command-line = mysqld',
      ],
      'stack/erp5/buildout.cfg': [
        '[service]',
        '<= logged-service',
        'recipe = slapos.cookbook:wrapper',
        '',
        '[logged-service]',
        '<= service',
        'redirect-stdout = ${buildout:directory}/log',
      ],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'part-without-recipe',
    about: 'a section with parameters is listed as a part',
    files: {
      'software.cfg': [
        '[buildout]',
        'extends = stack/versions.cfg',
        'parts =',
        '  directory',
        '  slap-parameter',
        '',
        '[directory]',
        'recipe = slapos.cookbook:mkdirectory',
        'etc = ${buildout:directory}/etc',
      ],
      'stack/versions.cfg': ['[slap-parameter]', 'port = 8080'],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'part-without-recipe',
    about: 'the recipe is misspelt',
    files: {
      'software.cfg': [
        '[buildout]',
        'parts = directory',
        '',
        '[directory]',
        'recpie = slapos.cookbook:mkdirectory',
        'etc = ${buildout:directory}/etc',
      ],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'invalid-boolean',
    about: 'a boolean of Python',
    files: { 'software.cfg': ['[buildout]', 'parts =', 'offline = True', 'newest = no'] },
    words: ['software.cfg'],
  },
  {
    kind: 'invalid-log-level',
    about: 'a level of another program',
    files: { 'software.cfg': ['[buildout]', 'parts =', 'log-level = verbose'] },
    words: ['software.cfg'],
  },
  {
    kind: 'invalid-verbosity',
    about: 'a word for a number, on the command line',
    files: { 'software.cfg': ['[buildout]', 'parts ='] },
    words: ['software.cfg', 'buildout:verbosity=high'],
  },
  {
    kind: 'option-conflict',
    about: 'only from the cache, and offline',
    files: {
      'software.cfg': ['[buildout]', 'extends = stack/slapos.cfg', 'parts =', 'install-from-cache = true'],
      'stack/slapos.cfg': ['[buildout]', 'offline = true'],
    },
    words: ['software.cfg'],
  },
  {
    kind: 'key-error',
    about: 'the section of versions is misspelt',
    files: {
      'software.cfg': ['[buildout]', 'parts =', 'versions = version', '', '[versions]', 'setuptools = 67.8.0'],
    },
    words: ['software.cfg'],
  },
];
