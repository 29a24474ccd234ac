import {GantryError} from '@gantry/errors';
import {describeAccount} from '../client/answer-error';
import type {RegistryError} from '../client/registry-error';

/** The account may not create a tag that does not exist: it lacks a right, and is not merely too late. */
export class MissingRightError extends GantryError {
  /** `undefined` for anonymous. */
  readonly account: string | undefined;
  readonly repository: string;
  readonly right = 'create';

  constructor(registry: string, account: string | undefined, repository: string, tag: string, cause: RegistryError) {
    super(
      `The tag ${tag} could not be put to ${registry}/${repository}: ${describeAccount(account)} has no right to create there`,
      {
        code: 'missing-right',
        cause,
        hint:
          account === undefined
            ? `run registry-login for ${registry} before this step, with an account that may create in ${repository}.`
            : `give "${account}", or a group it is in, the action "create" in accessControl.repositories of the zot that is ${registry}, at the pattern that matches ${repository}: {"users": ["${account}"], "actions": ["read", "create"]}. The longest matching pattern alone counts.`,
      },
    );
    this.account = account;
    this.repository = repository;
  }
}
