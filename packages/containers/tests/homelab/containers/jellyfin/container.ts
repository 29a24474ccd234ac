export const version = '10.10.3';

export default {
  version,
  watch: ['lib/media'],
  build: () => `https://example.org/${version}/v9.tar.gz`.replace(/['"]/g, ''),
};
