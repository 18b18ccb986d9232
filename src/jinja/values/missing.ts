import { HostObject } from './host-object.js';

/** Jinja's own mark of what has no value; a template comes to see it in few places, where Jinja does not look. */
class Missing extends HostObject {
  readonly typeName = 'MissingType';
  override readonly moduleName = 'jinja2.utils';

  override repr(): string {
    return 'missing';
  }
}

export const MISSING = new Missing();
