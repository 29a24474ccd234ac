"use strict";
exports.id = 111;
exports.ids = [111];
exports.modules = {

/***/ 4111:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectClient: () => (/* binding */ connectClient),
  connectSession: () => (/* binding */ connectSession)
});

// EXTERNAL MODULE: ./node_modules/.pnpm/@dagger.io+dagger@0.21.8_patch_hash=c0c71fafc895f5635f5aef14e53e7ec71dc2ba4b0a146db349dd245c07ea44f7/node_modules/@dagger.io/dagger/dist/src/client.js + 33 modules
var client = __webpack_require__(4916);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
;// CONCATENATED MODULE: ./packages/pipelines/src/dagger/graphql-fetch.ts

/**
 * `fetch` for the requests of a Dagger client. A request lasts as long as a build, and Node's own fetch gives up after five
 * minutes without an answer.
 *
 * @param signal - ends every request; the engine stops the work of a client that hangs up
 */
function createGraphqlFetch(signal) {
    return (input, init) => new Promise((resolve, reject) => {
        const url = input instanceof Request ? input.url : input;
        const sent = (0,external_node_http_.request)(url, {
            method: init?.method ?? 'POST',
            headers: Object.fromEntries(new Headers(init?.headers).entries()),
            ...(signal === undefined ? {} : { signal }),
        }, (answer) => {
            const chunks = [];
            answer.on('data', (chunk) => chunks.push(chunk));
            answer.on('error', reject);
            answer.on('end', () => {
                const headers = { 'content-type': answer.headers['content-type'] ?? 'application/json' };
                resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 500, headers }));
            });
        });
        sent.on('error', reject);
        sent.end(init?.body);
    });
}

;// CONCATENATED MODULE: ./packages/pipelines/src/dagger/connect-client.ts


/** The connection of one client to a session; nothing is sent yet. */
function connectSession({ port, token }, signal) {
    return new client/* Connection */.Ng(new client/* GraphQLClient */.l4(`http://127.0.0.1:${port}/query`, {
        fetch: createGraphqlFetch(signal),
        headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` },
    }));
}
/** A Dagger client of a running session. */
function connectClient(address, signal) {
    return new client/* Client */.Kj(new client/* Context */.ob([], connectSession(address, signal)));
}


/***/ })

};
;