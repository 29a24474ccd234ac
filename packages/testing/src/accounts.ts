import {randomBytes} from 'node:crypto';
import {hashSync} from 'bcryptjs';

/** A user of a test registry. */
export interface Account {
  readonly username: string;
  /** Random, new for each registry. */
  readonly password: string;
}

/** An account with a fresh password. */
export function createAccount(username: string): Account {
  return {username, password: randomBytes(18).toString('base64url')};
}

/** The lines of an htpasswd file, hashed by bcrypt at the lowest cost: these passwords live for one test. */
export function formatHtpasswd(accounts: readonly Account[]): string {
  return accounts.map(({username, password}) => `${username}:${hashSync(password, 4)}\n`).join('');
}

/** The `Authorization` header of an account. */
export function basicAuthorization({username, password}: Account): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
