"use strict";
exports.id = 697;
exports.ids = [697];
exports.modules = {

/***/ 5697:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pushImage: () => (/* binding */ pushImage)
});

// EXTERNAL MODULE: ./node_modules/.pnpm/@dagger.io+dagger@0.21.8_patch_hash=c0c71fafc895f5635f5aef14e53e7ec71dc2ba4b0a146db349dd245c07ea44f7/node_modules/@dagger.io/dagger/dist/src/client.js + 33 modules
var client = __webpack_require__(4916);
// EXTERNAL MODULE: ./packages/errors/src/gantry-error.ts
var gantry_error = __webpack_require__(2838);
// EXTERNAL MODULE: ./packages/oci/src/reference/reference.ts
var reference_reference = __webpack_require__(5585);
// EXTERNAL MODULE: ./packages/oci/src/client/registry-error.ts
var registry_error = __webpack_require__(1086);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: ./packages/oci/src/reference/digest.ts
var reference_digest = __webpack_require__(8082);
// EXTERNAL MODULE: ./packages/oci/src/manifest/json.ts
var json = __webpack_require__(7874);
;// CONCATENATED MODULE: ./packages/pipelines/src/dagger/push/push-gateway.ts



/**
 * Lets an engine push without a credential: the engine pushes here, and what it sends goes on to the registry as this
 * client's account, blob by blob and without a copy on disk. Manifests are stored by digest alone; tags are for the caller.
 * TLS, a private CA and retries are the client's, so the engine needs no configuration for the registry.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#push
 */
async function openPushGateway(client, repository) {
    const name = `${(0,external_node_crypto_.randomBytes)(16).toString('hex')}/image`;
    const manifests = new Set();
    let failure;
    let interrupted = false;
    const onRepeat = () => {
        interrupted = true;
    };
    const server = (0,external_node_http_.createServer)((request, response) => {
        answer(request, response, { client, repository, prefix: `/v2/${name}/`, manifests, onRepeat }).catch((error) => {
            failure = error;
            // The caller throws the error itself; the engine only has to give up. The rest of the body is never read, so
            // nothing else can come over this connection.
            if (response.headersSent)
                response.destroy();
            else
                respond(response, 502, '', { connection: 'close' });
        });
    });
    // The bytes of one large layer may take hours.
    server.requestTimeout = 0;
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        port: server.address().port,
        repository: name,
        manifests,
        failure: () => failure,
        interrupted: () => interrupted,
        close: () => new Promise((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
        }),
    };
}
async function answer(request, response, route) {
    const url = new URL(request.url ?? '/', 'http://gateway');
    const { method } = request;
    if (url.pathname === '/v2/')
        return respond(response, 200);
    if (!url.pathname.startsWith(route.prefix))
        return respond(response, 404);
    const [kind, reference = ''] = split(url.pathname.slice(route.prefix.length));
    if (kind === 'blobs' && reference === 'uploads/' && method === 'POST') {
        return respond(response, 202, '', { location: `${route.prefix}blobs/uploads/1` });
    }
    if (kind === 'blobs' && reference === 'uploads/1' && method === 'PUT') {
        return takeBlob(request, response, (0,reference_digest/* parseDigest */.m)(url.searchParams.get('digest') ?? ''), route);
    }
    if (kind === 'blobs' && method === 'HEAD') {
        const has = await route.client.hasBlob(route.repository, (0,reference_digest/* parseDigest */.m)(reference));
        return respond(response, has ? 200 : 404);
    }
    if (kind === 'manifests' && method === 'HEAD')
        return respond(response, 404);
    if (kind === 'manifests' && method === 'PUT')
        return takeManifest(request, response, route);
    return respond(response, 405);
}
async function takeBlob(request, response, digest, { client, repository, onRepeat }) {
    const sizeBytes = Number(request.headers['content-length']);
    if (!Number.isSafeInteger(sizeBytes))
        return respond(response, 411);
    let opened = false;
    await client.uploadBlob(repository, {
        digest,
        sizeBytes,
        open() {
            if (!opened) {
                opened = true;
                return request;
            }
            onRepeat();
            // Thrown, not sent as a broken stream: the client would take that for one more cut connection.
            throw new Error('the upload was interrupted, and its bytes are gone');
        },
    });
    // A registry that had it meanwhile leaves the body unread.
    request.resume();
    respond(response, 201, '', { 'docker-content-digest': digest });
}
async function takeManifest(request, response, { client, repository, manifests }) {
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of request) {
        sizeBytes += chunk.length;
        if (sizeBytes > json/* maxManifestBytes */.rq)
            return respond(response, 413);
        chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    const digest = (0,reference_digest/* digestOf */.ol)(bytes);
    const mediaType = request.headers['content-type'] ?? 'application/vnd.oci.image.manifest.v1+json';
    await client.putManifest(repository, { bytes, mediaType, digest }, []);
    manifests.add(digest);
    respond(response, 201, '', { 'docker-content-digest': digest });
}
function split(path) {
    const at = path.indexOf('/');
    return at === -1 ? [path, undefined] : [path.slice(0, at), path.slice(at + 1)];
}
function respond(response, status, body = '', headers = {}) {
    response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
    response.end(body);
}

;// CONCATENATED MODULE: ./packages/pipelines/src/dagger/push/push-image.ts




const maxAttempts = 3;
/**
 * Pushes an image by digest. The engine holds the layers and sends only what the registry lacks; the credential stays in
 * this process.
 *
 * @returns the digest, as the registry has it now
 * @throws RegistryError with what the registry said
 */
async function pushImage(push) {
    for (let attempt = 1;; attempt += 1) {
        const gateway = await openPushGateway(push.client, push.repository);
        try {
            return await publishTo(gateway, push);
        }
        catch (error) {
            const cause = gateway.failure() ?? error;
            if (attempt === maxAttempts || !(gateway.interrupted() || isPassing(cause)))
                throw cause;
            push.log.warning(`pushing was interrupted, trying again (${attempt + 1} of ${maxAttempts})`);
        }
        finally {
            await gateway.close();
        }
    }
}
async function publishTo(gateway, { dag, variants, sharesLoopback }) {
    const { port } = gateway;
    const [first, ...others] = variants;
    // The engine speaks plain HTTP to a host of this name, and to no other.
    const host = sharesLoopback ? '127.0.0.1' : 'localhost';
    const reference = await first.publish(`${host}:${port}/${gateway.repository}:push`, {
        mediaTypes: client/* ImageMediaTypes */.lP.OcimediaTypes,
        ...(others.length === 0 ? {} : { platformVariants: others }),
        ...(sharesLoopback ? {} : { registryService: dag.host().service([{ frontend: port, backend: port }]) }),
    });
    const { digest } = (0,reference_reference/* parseReference */.Y)(reference);
    if (digest !== undefined && gateway.manifests.has(digest))
        return digest;
    throw new gantry_error/* GantryError */.A(`The engine says that it pushed ${digest ?? 'an image'}, which did not arrive`, {
        code: 'push-incomplete',
        hint: 'run the step again.',
    });
}
/** A connection that was cut may hold a moment later. The client itself has repeated what it could. */
function isPassing(error) {
    return error instanceof registry_error/* RegistryError */.g && (error.code === 'connection-lost' || error.code === 'timed-out');
}


/***/ })

};
;