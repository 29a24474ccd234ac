/** The version of the bundled Dagger SDK; a test holds it to the package that is installed. */
export const sdkVersion = '0.21.8';
