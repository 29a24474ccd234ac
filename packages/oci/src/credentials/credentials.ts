/** A name and a password for one registry; an identity token has the name `<token>`. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}
