/**
 * Libraries that export themselves to `import` alone, while jest asks as `require`: swc turns them into what jest loads,
 * so they are resolved as an import would be.
 */
const importOnly = /^(?:@actions\/(?:core|exec|io|github|http-client)|unicorn-magic)$/;

module.exports = (request, options) =>
  options.defaultResolver(
    request,
    importOnly.test(request) ? {...options, conditions: ['node', 'import', 'default']} : options,
  );
