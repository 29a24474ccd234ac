"use strict";
exports.id = 25;
exports.ids = [25];
exports.modules = {

/***/ 6025:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createRegistryClient: () => (/* reexport */ createRegistryClient),
  readCredentials: () => (/* reexport */ readCredentials)
});

// UNUSED EXPORTS: CredentialsError, InvalidLayoutError, InvalidManifestError, InvalidReferenceError, MissingRightError, RegistryError, TagConflictError, addLabels, checkCredentials, digestOf, findPublished, formatReference, isDigest, isImageMediaType, isIndexMediaType, isMediaType, isTagName, joinAuthFiles, listAuthFiles, maxManifestBytes, mediaTypes, openLayout, parseDescriptor, parseDigest, parseManifest, parseReference, parseRegistry, parseRepository, parseTagName, publish, pushLayout, unpackLayoutArchive, withLogin, withoutLogin, writeAuthFile

// EXTERNAL MODULE: ./packages/errors/src/gantry-error.ts
var gantry_error = __webpack_require__(2838);
;// CONCATENATED MODULE: ./packages/oci/src/reference/invalid-reference-error.ts

/** A text that is no registry, repository, tag or digest. */
class InvalidReferenceError extends gantry_error/* GantryError */.A {
    constructor(code, message, hint) {
        super(message, { code, hint });
    }
}
/** A text of unknown origin as it may stand in a message: quoted, control characters escaped, shortened. */
function invalid_reference_error_quoteText(text) {
    return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

;// CONCATENATED MODULE: ./packages/oci/src/reference/registry.ts

const hostPattern = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])$/;
const repositoryPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
/**
 * Reads `host` or `host:port`. The host is made lower-case; IPv6 addresses stand in brackets.
 *
 * @throws InvalidReferenceError
 */
function parseRegistry(text) {
    const registry = text.trim().toLowerCase();
    const match = /^(.+?)(?::([0-9]{1,5}))?$/.exec(registry);
    const port = match?.[2] === undefined ? 443 : Number(match[2]);
    if (registry.length <= 255 && match?.[1] && hostPattern.test(match[1]) && port >= 1 && port <= 65_535)
        return registry;
    throw new InvalidReferenceError('invalid-registry', `${invalid_reference_error_quoteText(text)} is not a registry`, 'write the host, and the port if it has one, without https:// and without a path: registry.example.org or localhost:5000.');
}
/**
 * @returns the path, unchanged
 * @throws InvalidReferenceError
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests for the grammar
 */
function parseRepository(text) {
    if (text.length <= 255 && repositoryPattern.test(text))
        return text;
    throw new InvalidReferenceError('invalid-repository', `${invalid_reference_error_quoteText(text)} is not a repository`, 'write lower-case letters, digits and single ".", "_", "-" between them, in parts separated by "/": team/app.');
}
/** @throws InvalidReferenceError */
function parseTagName(text) {
    if (isTagName(text))
        return text;
    throw new InvalidReferenceError('invalid-tag', `${invalid_reference_error_quoteText(text)} is not a tag`, 'write at most 128 letters, digits, "_", "." and "-", the first of them no "." and no "-".');
}
function isTagName(text) {
    return tagPattern.test(text);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./packages/oci/src/reference/digest.ts


const digestPattern = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/**
 * @throws InvalidReferenceError for any other algorithm, upper-case digits or another length
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests
 */
function parseDigest(text) {
    if (digest_isDigest(text))
        return text;
    throw new InvalidReferenceError('invalid-digest', `${invalid_reference_error_quoteText(text)} is not a digest`, 'write sha256: and 64 lower-case hexadecimal digits.');
}
function digest_isDigest(text) {
    return digestPattern.test(text);
}
/** The digest of these bytes. */
function digestOf(bytes, algorithm = 'sha256') {
    return finishDigest((0,external_node_crypto_.createHash)(algorithm).update(bytes), algorithm);
}
/** The digest that a finished hash stands for. */
function finishDigest(hash, algorithm) {
    return `${algorithm}:${hash.digest('hex')}`;
}
function algorithmOf(digest) {
    return digest.startsWith('sha512:') ? 'sha512' : 'sha256';
}
/** The hexadecimal part, as blob files of an image layout are named. */
function hexOf(digest) {
    return digest.slice(digest.indexOf(':') + 1);
}

;// CONCATENATED MODULE: ./packages/oci/src/manifest/descriptor.ts



const mediaTypePattern = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;
function isMediaType(text) {
    return mediaTypePattern.test(text);
}
/**
 * Reads one descriptor out of hostile JSON.
 *
 * @param where - what stands before it in messages, such as `layer 3 of sha256:…`
 * @throws InvalidManifestError
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md
 */
function parseDescriptor(value, where) {
    if (!isJsonObject(value))
        throw new InvalidManifestError(`${where} is not a descriptor`);
    const { mediaType, digest, size } = value;
    if (typeof mediaType !== 'string' || !isMediaType(mediaType)) {
        throw new InvalidManifestError(`${where} has no valid mediaType: ${quoteText(String(mediaType))}`);
    }
    if (typeof digest !== 'string' || !isDigest(digest)) {
        throw new InvalidManifestError(`${where} has no valid digest: ${quoteText(String(digest))}`);
    }
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
        throw new InvalidManifestError(`${where} has no valid size: ${quoteText(String(size))}`);
    }
    const platform = parsePlatform(value.platform);
    const annotations = parseAnnotations(value.annotations, where);
    return { mediaType, digest, sizeBytes: size, ...(platform && { platform }), ...(annotations && { annotations }) };
}
function parsePlatform(value) {
    if (!isJsonObject(value) || typeof value.os !== 'string' || typeof value.architecture !== 'string')
        return undefined;
    const { os, architecture, variant } = value;
    return { os, architecture, ...(typeof variant === 'string' && variant !== '' ? { variant } : {}) };
}
/** @throws InvalidManifestError when there are annotations that are no map of texts */
function parseAnnotations(value, where) {
    if (value === undefined || value === null)
        return undefined;
    if (isJsonObject(value) && Object.values(value).every((text) => typeof text === 'string')) {
        return value;
    }
    throw new InvalidManifestError(`${where} has annotations that are not texts`);
}

;// CONCATENATED MODULE: ./packages/oci/src/manifest/json.ts

/** Bytes that should be a manifest, an index or a config of an image and are not. */
class json_InvalidManifestError extends gantry_error/* GantryError */.A {
    constructor(message, cause) {
        super(message, {
            code: 'invalid-manifest',
            hint: 'build and push the image again; the tool that wrote it, or the registry that keeps it, has damaged it.',
            cause,
        });
    }
}
/** The longest manifest, index or config that is read: what registries accept, too. */
const maxManifestBytes = 4 * 1024 * 1024;
/** @throws InvalidManifestError when it is too long, no UTF-8 or no JSON object; `what` names it */
function parseJsonObject(bytes, what) {
    if (bytes.length > maxManifestBytes) {
        throw new json_InvalidManifestError(`${what} has ${bytes.length} bytes; ${maxManifestBytes} are allowed`);
    }
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    }
    catch (error) {
        throw new json_InvalidManifestError(`${what} is not JSON`, error);
    }
    if (!json_isJsonObject(value))
        throw new json_InvalidManifestError(`${what} is not a JSON object`);
    return value;
}
function json_isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./packages/oci/src/manifest/media-types.ts
/** Media types of manifests, of OCI and of Docker's older schema 2, which says the same in other names. */
const mediaTypes = {
    ociManifest: 'application/vnd.oci.image.manifest.v1+json',
    ociIndex: 'application/vnd.oci.image.index.v1+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
    ociConfig: 'application/vnd.oci.image.config.v1+json',
    dockerConfig: 'application/vnd.docker.container.image.v1+json',
    ociLayer: 'application/vnd.oci.image.layer.v1.tar+gzip',
};
/** What a client says it can read. */
const acceptedManifests = [
    mediaTypes.ociManifest,
    mediaTypes.ociIndex,
    mediaTypes.dockerManifest,
    mediaTypes.dockerIndex,
].join(', ');
function isImageMediaType(mediaType) {
    return mediaType === mediaTypes.ociManifest || mediaType === mediaTypes.dockerManifest;
}
function isIndexMediaType(mediaType) {
    return mediaType === mediaTypes.ociIndex || mediaType === mediaTypes.dockerIndex;
}
/** Whether the config of an image manifest is that of a runnable image, which has labels, and not some artifact's. */
function isImageConfigMediaType(mediaType) {
    return mediaType === mediaTypes.ociConfig || mediaType === mediaTypes.dockerConfig;
}
/** Layers that a registry does not have to hold, because they may only be fetched from their maker. */
function isForeignLayer(mediaType) {
    return mediaType.includes('.nondistributable.') || mediaType.includes('.foreign.');
}

;// CONCATENATED MODULE: ./packages/oci/src/client/registry-error.ts

/** A request to a registry that failed: which one, how it was answered, and the registry's own words. */
class RegistryError extends gantry_error/* GantryError */.A {
    method;
    path;
    /** `undefined` when there was no answer. */
    status;
    errors;
    retryAfterMs;
    constructor(message, failure) {
        super(message, { code: failure.code, hint: failure.hint, cause: failure.cause });
        this.method = failure.method;
        this.path = failure.path;
        this.status = failure.status;
        this.errors = failure.errors ?? [];
        this.retryAfterMs = failure.retryAfterMs;
    }
}

;// CONCATENATED MODULE: ./packages/oci/src/client/read-manifest.ts







/** The path of a manifest; both parts are checked, as neither may lead elsewhere. */
function manifestPath(repository, reference) {
    const name = digest_isDigest(reference) || isTagName(reference) ? reference : parseTagName(reference);
    return `/v2/${parseRepository(repository)}/manifests/${name}`;
}
/**
 * What a tag or digest stands for. Asks by HEAD; where the answer lacks the digest, the type or the size, the manifest
 * itself is read.
 *
 * @returns `undefined` when the registry has no such manifest or no such repository
 */
async function resolveManifest(session, repository, reference) {
    const answer = await session.send({
        method: 'HEAD',
        target: manifestPath(repository, reference),
        access: { repository, push: false },
        headers: { accept: acceptedManifests },
        accept: [200, 404, 405],
    });
    if (answer.status === 404)
        return undefined;
    const digest = answer.status === 200 ? statedDigest(answer, 'HEAD') : undefined;
    const mediaType = contentType(answer);
    const length = answer.headers['content-length'];
    if (digest === undefined || mediaType === undefined || length === undefined || !/^[0-9]{1,15}$/.test(length)) {
        return (await fetchManifest(session, repository, reference))?.descriptor;
    }
    if (digest_isDigest(reference) && digest !== reference && algorithmOf(digest) === algorithmOf(reference)) {
        throw wrongDigest('HEAD', answer, reference, digest);
    }
    return { mediaType, digest, sizeBytes: Number(length) };
}
/**
 * Reads a manifest, and checks it against its digest: the one that was asked for, and the one that the registry states.
 *
 * @returns `undefined` when there is none
 */
async function fetchManifest(session, repository, reference) {
    const answer = await session.send({
        method: 'GET',
        target: manifestPath(repository, reference),
        access: { repository, push: false },
        headers: { accept: acceptedManifests },
        accept: [200, 404],
        maxAnswerBytes: maxManifestBytes,
    });
    if (answer.status === 404)
        return undefined;
    const stated = statedDigest(answer, 'GET');
    for (const expected of [digest_isDigest(reference) ? reference : undefined, stated]) {
        const actual = expected && digestOf(answer.bytes, algorithmOf(expected));
        if (expected !== actual)
            throw wrongDigest('GET', answer, expected, actual);
    }
    const digest = digest_isDigest(reference) ? reference : (stated ?? digestOf(answer.bytes));
    const json = parseJson(answer);
    const ownType = json?.mediaType;
    const mediaType = contentType(answer) ?? (typeof ownType === 'string' && isMediaType(ownType) ? ownType : undefined);
    if (mediaType === undefined)
        throw invalid('GET', answer, 'without a Content-Type');
    return { descriptor: { mediaType, digest, sizeBytes: answer.bytes.length }, bytes: answer.bytes, json };
}
/** @throws RegistryError `not-found` */
async function readManifest(session, repository, reference) {
    const found = await fetchManifest(session, repository, reference);
    if (found)
        return found;
    const path = manifestPath(repository, reference);
    throw new RegistryError(`GET ${path} at ${session.registry} was answered 404: there is no such manifest`, {
        code: 'not-found',
        method: 'GET',
        path,
        status: 404,
        hint: `check the name, and that it was pushed to ${session.registry}.`,
    });
}
/** The digest in `Docker-Content-Digest`; `undefined` when there is none. */
function statedDigest(answer, method) {
    const header = answer.headers['docker-content-digest'];
    if (header === undefined)
        return undefined;
    const text = String(header).trim();
    if (digest_isDigest(text))
        return text;
    throw invalid(method, answer, `with ${invalid_reference_error_quoteText(text)} as its digest`);
}
function wrongDigest(method, answer, expected, actual) {
    const { pathname, host } = answer.url;
    return new RegistryError(`${method} ${pathname} at ${host} was answered with ${actual} instead of ${expected}`, {
        code: 'digest-mismatch',
        method,
        path: pathname,
        status: answer.status,
        hint: `do not use this content: ${host}, or a proxy before it, has damaged or exchanged it.`,
    });
}
function contentType(answer) {
    const type = answer.headers['content-type']?.split(';')[0]?.trim();
    return type !== undefined && isMediaType(type) && type !== 'application/json' ? type : undefined;
}
function parseJson(answer) {
    try {
        return JSON.parse(answer.bytes.toString('utf8'));
    }
    catch (error) {
        throw invalid('GET', answer, 'with something that is not JSON', error);
    }
}
function invalid(method, answer, how, cause) {
    const { pathname, host } = answer.url;
    return new RegistryError(`${method} ${pathname} at ${host} was answered ${how}`, {
        code: 'invalid-response',
        method,
        path: pathname,
        status: answer.status,
        cause,
        hint: `check that ${host} is an OCI registry, and that no proxy before it answers in its place.`,
    });
}

;// CONCATENATED MODULE: ./packages/oci/src/client/blobs.ts



function blobPath(repository, digest) {
    return `/v2/${parseRepository(repository)}/blobs/${parseDigest(digest)}`;
}
/** Whether the repository holds this blob. */
async function hasBlob(session, repository, digest, options = {}) {
    const answer = await session.send({
        method: 'HEAD',
        target: blobPath(repository, digest),
        access: { repository, push: options.push ?? false },
        accept: [200, 404],
        ...(options.retry === false ? { retry: false } : {}),
    });
    return answer.status === 200;
}
/**
 * Reads a blob into memory, following redirects to where the registry keeps it, and checks its digest.
 *
 * @param limitBytes - a longer one is an error
 * @throws RegistryError `digest-mismatch` when the bytes are not those that the digest names
 */
async function readBlob(session, repository, digest, limitBytes) {
    const answer = await session.send({
        method: 'GET',
        target: blobPath(repository, digest),
        access: { repository, push: false },
        accept: [200],
        maxAnswerBytes: limitBytes,
        bulk: true,
    });
    const actual = digestOf(answer.bytes, algorithmOf(digest));
    if (actual !== digest)
        throw wrongDigest('GET', answer, digest, actual);
    return answer.bytes;
}

;// CONCATENATED MODULE: ./packages/oci/src/client/list-tags.ts



const pageSize = 1000;
const maxPages = 10_000;
const maxPageBytes = 16 * 1024 * 1024;
// A tag has at most 128 characters: half a million tags of one repository.
const maxBytes = 64 * 1024 * 1024;
const maxDurationMs = 5 * 60_000;
/**
 * All tags of a repository, page after page, in the order of the registry. Names that no tag may have are left out.
 *
 * @returns empty when the repository does not exist
 * @throws RegistryError
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-tags
 */
async function listTags(session, repository) {
    const tags = new Set();
    const seen = new Set();
    const end = Date.now() + maxDurationMs;
    let readBytes = 0;
    let target = `/v2/${parseRepository(repository)}/tags/list?n=${pageSize}`;
    for (;;) {
        const answer = await session.send({
            method: 'GET',
            target,
            access: { repository, push: false },
            accept: [200, 404],
            maxAnswerBytes: maxPageBytes,
        });
        if (answer.status === 404)
            return [...tags];
        const invalid = (how) => new RegistryError(`GET ${answer.url.pathname} at ${answer.url.host} was answered ${how}`, {
            code: 'invalid-response',
            method: 'GET',
            path: answer.url.pathname,
            status: answer.status,
            hint: `check that ${answer.url.host} is an OCI registry, and that no proxy before it answers in its place.`,
        });
        readBytes += answer.bytes.length;
        if (readBytes > maxBytes || Date.now() > end)
            throw invalid('with more tags than anyone can read');
        for (const tag of readTags(answer.bytes, invalid))
            tags.add(tag);
        const link = nextLink(answer.headers.link);
        if (link === undefined)
            return [...tags];
        const next = new URL(link, answer.url);
        if (next.pathname !== answer.url.pathname)
            throw invalid('with a next page that is not of this list');
        // Only the query is taken over, so that no page leads to another server.
        target = `${answer.url.pathname}${next.search}`;
        if (seen.has(target) || seen.size >= maxPages)
            throw invalid('with pages that never end');
        seen.add(target);
    }
}
function readTags(bytes, invalid) {
    let json;
    try {
        json = JSON.parse(bytes.toString('utf8'));
    }
    catch {
        throw invalid('with something that is not JSON');
    }
    const list = json_isJsonObject(json) ? json.tags : undefined;
    // A repository without tags: [] or null, as the registry likes it.
    if (json_isJsonObject(json) && (list === null || list === undefined))
        return [];
    if (!Array.isArray(list))
        throw invalid('without a list of tags');
    return list.filter((tag) => typeof tag === 'string' && isTagName(tag));
}
/** The target of `rel="next"` in a `Link` header. */
function nextLink(header) {
    const text = Array.isArray(header) ? header.join(', ') : (header ?? '');
    for (const [, target, parameters] of text.matchAll(/<([^<>]*)>([^<]*)/g)) {
        if (/;\s*rel\s*=\s*"?next"?/i.test(parameters ?? ''))
            return target;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./packages/oci/src/client/probe-push.ts


/**
 * Finds out whether this account may create in a repository, and leaves nothing behind. An upload session would: an
 * account that may only create cannot cancel one. So a manifest is offered that no registry can take, an empty one of
 * an unknown type under a new tag: the rights are looked at first, and then it is refused for what it is.
 *
 * @throws RegistryError `unauthorized` or `denied` when it may not
 */
async function probePush(session, repository) {
    await session.send({
        method: 'PUT',
        target: manifestPath(repository, `gantry-probe-${(0,external_node_crypto_.randomUUID)()}`),
        access: { repository, push: true },
        headers: { 'content-type': 'application/vnd.gantry.probe' },
        body: Buffer.alloc(0),
        accept: [400, 411, 415, 422],
    });
}

;// CONCATENATED MODULE: ./packages/oci/src/client/put-manifest.ts




/** Fewer than zot takes in one request (46). */
const maxTagsInRequest = 40;
/**
 * Stores a manifest under its digest and under each of the tags. Several tags go in one request where the registry can
 * (it names those it has set in `OCI-Tag`), the others one by one. Without tags, a manifest that is there is left alone.
 *
 * @throws RegistryError `denied` also when a tag exists already and the account may not move tags: look before, and again after
 * @see https://github.com/opencontainers/distribution-spec/pull/600, `PUT /v2/<name>/manifests/<digest>?tag=<tag>`
 */
async function putManifest(session, repository, manifest, tags) {
    if (digestOf(manifest.bytes, algorithmOf(manifest.digest)) !== manifest.digest) {
        throw new json_InvalidManifestError(`The manifest to push to ${repository} is not the one that ${manifest.digest} names`);
    }
    const unique = [...new Set(tags.map(parseTagName))];
    if (unique.length === 0) {
        if (!(await resolveManifest(session, repository, manifest.digest)))
            await put(session, repository, manifest, manifest.digest);
        return;
    }
    let waiting = unique;
    for (let start = 0; unique.length > 1 && start < unique.length; start += maxTagsInRequest) {
        const query = unique.slice(start, start + maxTagsInRequest).map((tag) => `tag=${encodeURIComponent(tag)}`);
        const confirmed = await put(session, repository, manifest, `${manifest.digest}?${query.join('&')}`);
        waiting = waiting.filter((tag) => !confirmed.has(tag));
        if (confirmed.size === 0)
            break;
    }
    for (const tag of waiting)
        await put(session, repository, manifest, tag);
}
/** @returns the tags that the registry says it has set besides the one in the path */
async function put(session, repository, manifest, reference) {
    const [name = '', query] = reference.split('?');
    const answer = await session.send({
        method: 'PUT',
        target: `${manifestPath(repository, name)}${query === undefined ? '' : `?${query}`}`,
        access: { repository, push: true },
        headers: { 'content-type': manifest.mediaType },
        body: manifest.bytes,
        accept: [200, 201, 202],
    });
    const stored = statedDigest(answer, 'PUT');
    // Some registries state the digest by an algorithm of their own choice; only the same one can be compared.
    if (stored !== undefined && algorithmOf(stored) === algorithmOf(manifest.digest) && stored !== manifest.digest) {
        throw wrongDigest('PUT', answer, manifest.digest, stored);
    }
    const confirmed = answer.headers['oci-tag'];
    return new Set(String(confirmed ?? '').split(/\s*,\s*/));
}

;// CONCATENATED MODULE: ./packages/oci/src/client/answer-error.ts


const maxMessages = 5;
const maxMessageLength = 300;
/** The error for an answer that was not wanted. */
function answerError(method, answer, speaker) {
    const errors = readMessages(answer.bytes);
    const code = classify(answer.status);
    const { pathname, host } = answer.url;
    const words = errors.map(({ code, message }) => `${code}${message === '' ? '' : ` (${message})`}`).join('; ');
    const who = code === 'unauthorized' || code === 'denied' ? `, asked by ${describeAccount(speaker.account)},` : '';
    return new RegistryError(`${method} ${pathname} at ${host}${who} was answered ${answer.status}${words === '' ? '' : ` ${words}`}`, {
        code,
        method,
        path: pathname,
        status: answer.status,
        errors,
        retryAfterMs: parseRetryAfter(answer.headers['retry-after'], Date.now()),
        hint: hintFor(code, answer, speaker),
    });
}
function describeAccount(account) {
    return account === undefined ? 'nobody in particular (no account)' : `the account "${account}"`;
}
function classify(status) {
    if (status === 401)
        return 'unauthorized';
    if (status === 403)
        return 'denied';
    if (status === 404)
        return 'not-found';
    if (status === 413)
        return 'too-large';
    if (status === 429)
        return 'rate-limited';
    return status >= 500 ? 'server-error' : 'refused';
}
function hintFor(code, answer, { registry, account }) {
    if (code === 'unauthorized') {
        return account === undefined
            ? `run registry-login for ${registry} before this step, with an account that may do this.`
            : `check the password or API key of the account "${account}" at ${registry}: it is wrong, or it has run out.`;
    }
    if (code === 'denied')
        return `give ${describeAccount(account)} the right to do this at ${registry}.`;
    if (code === 'rate-limited')
        return `run this again later, or raise the rate limit of ${registry}.`;
    if (code === 'too-large')
        return `raise the body limit of ${registry} and of the proxy before it (client_max_body_size in nginx).`;
    if (answer.status === 507)
        return `free space on the disk of ${registry}, then run this again.`;
    if (answer.status === 415) {
        return `push the image in OCI format, or have ${registry} take Docker's (zot: "compat": ["docker2s2"] in http).`;
    }
    if (code === 'server-error')
        return `look into the log of ${registry}; when it is well again, run this again.`;
    if (answer.status === 400 && /HTTP request to an HTTPS server/.test(answer.bytes.toString('latin1'))) {
        return `leave plain-http out: ${registry} speaks TLS.`;
    }
    return undefined;
}
/**
 * The `errors[]` of an answer, or what comes close to it.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes
 */
function readMessages(bytes) {
    let json;
    try {
        json = JSON.parse(bytes.toString('utf8'));
    }
    catch {
        return [];
    }
    if (!json_isJsonObject(json))
        return [];
    // zot answers a wrong password with the entry alone, and token servers with {"details": …}.
    const list = Array.isArray(json.errors) ? json.errors : [json];
    return list.slice(0, maxMessages).flatMap((entry) => {
        if (!json_isJsonObject(entry))
            return [];
        const message = printable(entry.message ?? entry.details);
        const code = printable(entry.code);
        return code === '' && message === '' ? [] : [{ code: code || 'error', message }];
    });
}
function printable(value) {
    if (typeof value !== 'string')
        return '';
    // eslint-disable-next-line no-control-regex -- a registry's text must not steer the log
    const text = value.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
    return text.length > maxMessageLength ? `${text.slice(0, maxMessageLength)}…` : text;
}
/**
 * @returns milliseconds from `nowMs`; `undefined` when the header is missing or says neither seconds nor a date
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
function parseRetryAfter(header, nowMs) {
    if (header === undefined)
        return undefined;
    if (/^\s*[0-9]{1,9}\s*$/.test(header))
        return Number(header) * 1000;
    const dateMs = /[A-Za-z]/.test(header) ? Date.parse(header) : Number.NaN;
    return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}

// EXTERNAL MODULE: ./packages/errors/src/redact-secrets.ts
var redact_secrets = __webpack_require__(3727);
;// CONCATENATED MODULE: ./packages/oci/src/client/challenge.ts
const tokenPattern = /[A-Za-z0-9!#$%&'*+.^_`|~-]+/y;
const quotedPattern = /"((?:[^"\\]|\\.)*)"/y;
/**
 * Reads the challenges of a `WWW-Authenticate` header; several in one header, or several headers joined by commas, too.
 * Reading stops at the first thing that is not of the grammar.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
function parseChallenges(header) {
    const challenges = [];
    const text = header ?? '';
    let position = 0;
    const read = (pattern) => {
        pattern.lastIndex = position;
        const match = pattern.exec(text);
        if (match)
            position = pattern.lastIndex;
        return match?.[1] ?? match?.[0];
    };
    for (;;) {
        read(/[\s,]+/y);
        const word = read(tokenPattern);
        if (word === undefined)
            return challenges;
        if (read(/\s*=\s*/y) === undefined) {
            challenges.push({ scheme: word.toLowerCase(), parameters: {} });
            continue;
        }
        const quoted = read(quotedPattern);
        const value = quoted === undefined ? (read(tokenPattern) ?? '') : quoted.replace(/\\(.)/g, '$1');
        const current = challenges.at(-1);
        if (current)
            current.parameters[word.toLowerCase()] = value;
    }
}

;// CONCATENATED MODULE: ./packages/oci/src/client/redirects.ts

const maxRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);
/**
 * Follows the redirects of a read. `authorization` is sent to the host that it was made for and to no other, and a
 * registry that is reached by TLS is never left for plain HTTP.
 */
async function followRedirects(transport, request, plainHttp) {
    let current = request;
    for (let count = 0;; count++) {
        const answer = await transport(current);
        const { location } = answer.headers;
        const isRead = request.method === 'GET' || request.method === 'HEAD';
        if (!isRead || !redirectStatuses.has(answer.status) || location === undefined)
            return answer;
        if (count === maxRedirects) {
            throw new RegistryError(`${request.method} ${request.url.pathname} at ${request.url.host} was redirected ${maxRedirects} times`, {
                code: 'invalid-response',
                method: request.method,
                path: request.url.pathname,
                status: answer.status,
            });
        }
        const url = resolveLocation(current.url, location, plainHttp, current.method);
        const { authorization, ...rest } = current.headers;
        const keep = authorization !== undefined && url.host === current.url.host;
        current = { ...current, url, headers: keep ? { ...rest, authorization } : rest };
    }
}
/**
 * The URL that a `Location` header means. Registries behind a proxy that ends TLS often answer with `http://` and their
 * own name: that is taken as `https://`, and any other plain URL is refused unless plain HTTP was asked for.
 *
 * @throws RegistryError
 */
function resolveLocation(base, location, plainHttp, method) {
    let url;
    try {
        url = new URL(location, base);
    }
    catch {
        url = undefined;
    }
    if (url?.protocol === 'http:' && base.protocol === 'https:' && url.hostname === base.hostname) {
        url = new URL(`${base.origin}${url.pathname}${url.search}`);
    }
    const failure = { method, path: base.pathname };
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
        throw new RegistryError(`${method} ${base.pathname} at ${base.host} was answered with a Location that is no usable URL`, {
            ...failure,
            code: 'invalid-response',
        });
    }
    if (url.protocol === 'http:' && !plainHttp) {
        throw new RegistryError(`${method} ${base.pathname} at ${base.host} leads to ${url.host} without TLS`, {
            ...failure,
            code: 'insecure',
            hint: `have ${base.host} answer with https:// addresses (externalUrl of the registry, or X-Forwarded-Proto of the proxy before it).`,
        });
    }
    return url;
}

;// CONCATENATED MODULE: ./packages/oci/src/client/fetch-token.ts





/** What a token lives when its server does not say so. */
const defaultLifetimeSeconds = 60;
const maxTokenAnswerBytes = 1024 * 1024;
/**
 * Gets a Bearer token: anonymous, with Basic credentials, or with an identity token.
 *
 * @throws RegistryError `insecure` when credentials would travel without TLS, `unauthorized` when they are refused
 * @see https://distribution.github.io/distribution/spec/auth/token/
 * @see https://distribution.github.io/distribution/spec/auth/oauth/
 */
async function fetchToken(request, credentials, speaker) {
    const url = parseRealm(request.realm, speaker);
    const common = { maxAnswerBytes: maxTokenAnswerBytes, timeoutMs: speaker.timeoutMs };
    const isIdentityToken = credentials?.username === '<token>';
    const parameters = isIdentityToken ? new URLSearchParams() : url.searchParams;
    if (request.service !== undefined)
        parameters.set('service', request.service);
    if (isIdentityToken)
        parameters.set('scope', request.scopes.join(' '));
    else
        for (const scope of request.scopes)
            parameters.append('scope', scope);
    if (isIdentityToken) {
        parameters.set('grant_type', 'refresh_token');
        parameters.set('client_id', 'gantry');
        parameters.set('refresh_token', credentials.password);
    }
    const answer = isIdentityToken
        ? await speaker.transport({
            ...common,
            method: 'POST',
            url,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: Buffer.from(parameters.toString()),
        })
        : await followRedirects(speaker.transport, { ...common, method: 'GET', url, headers: credentials ? { authorization: basicAuthorization(credentials) } : {} }, speaker.plainHttp);
    if (answer.status !== 200)
        throw answerError(isIdentityToken ? 'POST' : 'GET', answer, speaker);
    return readToken(answer.bytes, url);
}
function basicAuthorization({ username, password }) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
function parseRealm(realm, speaker) {
    let url;
    try {
        url = new URL(realm);
    }
    catch {
        url = undefined;
    }
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && speaker.plainHttp))
        return url;
    throw new RegistryError(`${speaker.registry} sends its clients to a token server that is not reached by TLS`, {
        code: 'insecure',
        method: 'GET',
        path: url?.pathname ?? '',
        hint: `correct the realm in the configuration of ${speaker.registry}: it must begin with https://.`,
    });
}
function readToken(bytes, url) {
    let json;
    try {
        json = JSON.parse(bytes.toString('utf8'));
    }
    catch {
        json = undefined;
    }
    const fields = json_isJsonObject(json) ? json : {};
    const value = [fields.token, fields.access_token].find((field) => typeof field === 'string' && field !== '');
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
        throw new RegistryError(`The token server ${url.host} answered without a token`, {
            code: 'invalid-response',
            method: 'GET',
            path: url.pathname,
            status: 200,
        });
    }
    (0,redact_secrets/* registerSecret */.c)(value);
    const seconds = fields.expires_in;
    const lifetime = typeof seconds === 'number' && seconds > 0 ? seconds : defaultLifetimeSeconds;
    // Renewed a little early, so that it does not run out on its way.
    return { value, expiresAtMs: Date.now() + lifetime * 900 };
}

;// CONCATENATED MODULE: ./packages/oci/src/client/authorizer.ts



/** Basic and Bearer authorization; tokens are kept for each scope until they run out. */
function createAuthorizer(credentials, getToken) {
    let challenge;
    const tokens = new Map();
    if (credentials) {
        (0,redact_secrets/* registerSecret */.c)(credentials.password);
        (0,redact_secrets/* registerSecret */.c)(`${credentials.username}:${credentials.password}`);
    }
    const choose = (header) => parseChallenges(header).find(({ scheme, parameters }) => scheme === 'bearer' ? parameters.realm !== undefined : scheme === 'basic' && credentials !== undefined);
    async function tokenHeader(bearer, scopes) {
        const { realm = '', service } = bearer.parameters;
        const key = JSON.stringify([realm, service, scopes]);
        const known = await tokens.get(key);
        if (known && known.expiresAtMs > Date.now())
            return `Bearer ${known.value}`;
        const pending = getToken({ realm, service, scopes });
        tokens.set(key, pending);
        // A failed attempt must not be remembered.
        pending.catch(() => tokens.delete(key));
        return `Bearer ${(await pending).value}`;
    }
    async function headerFor(access) {
        if (challenge?.scheme === 'basic')
            return credentials && basicAuthorization(credentials);
        return challenge && tokenHeader(challenge, scopesOf(access));
    }
    return {
        get knowsChallenge() {
            return challenge !== undefined;
        },
        learn(header) {
            challenge ??= choose(header);
        },
        headerFor,
        async renew(header, access, sent) {
            const asked = choose(header);
            if (!asked)
                return undefined;
            challenge = asked;
            if (asked.scheme === 'bearer' && sent?.startsWith('Bearer ')) {
                tokens.clear();
                const { scope } = asked.parameters;
                // A registry that asks for more than the operation needs by the specification gets what it names.
                if (scope)
                    return tokenHeader(asked, scope.split(' '));
            }
            const next = await headerFor(access);
            return next === sent ? undefined : next;
        },
    };
}
function scopesOf(access) {
    if (!access)
        return [];
    const scope = `repository:${access.repository}:${access.push ? 'pull,push' : 'pull'}`;
    return access.from === undefined ? [scope] : [scope, `repository:${access.from}:pull`];
}

;// CONCATENATED MODULE: ./packages/oci/src/client/limit.ts
/** Lets at most `limit` pieces of work run at once; the others wait in line. */
function createLimit(limit) {
    let running = 0;
    const waiting = [];
    return async (work) => {
        if (running >= limit)
            await new Promise((resolve) => waiting.push(resolve));
        else
            running++;
        try {
            return await work();
        }
        finally {
            // The place is handed on, not given back, so that nobody overtakes.
            const next = waiting.shift();
            if (next)
                next();
            else
                running--;
        }
    };
}
/** Maps with at most `limit` calls at once; the first failure ends it, after the calls under way have ended. */
async function mapLimited(items, limit, map) {
    const results = [];
    const failures = [];
    let next = 0;
    const worker = async () => {
        while (next < items.length && failures.length === 0) {
            const index = next++;
            try {
                results[index] = await map(items[index]);
            }
            catch (error) {
                failures.push(error);
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
    if (failures.length > 0)
        throw failures[0];
    return results;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./packages/oci/src/client/retry.ts


const defaultRetryPolicy = {
    maxRetries: 5,
    firstWaitMs: 500,
    maxWaitMs: 60_000,
    budgetMs: 150_000,
};
/**
 * Whether trying again may help: 408, 429, 5xx (but not "not implemented"), and connections that were cut or went silent.
 * A name that cannot be resolved or a port where nothing listens is an answer, not an accident.
 */
function isTransient(error) {
    if (!(error instanceof RegistryError))
        return false;
    const { code, status } = error;
    if (status === undefined)
        return code === 'connection-lost' || code === 'timed-out';
    return (code !== 'invalid-response' &&
        (status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)));
}
/**
 * How long to wait before the next try, in milliseconds; `undefined` to give up. What the registry asks for in
 * `Retry-After` is kept to; otherwise the wait doubles, with jitter, so that many clients do not come back together.
 *
 * @param retries - how often it was tried again so far
 * @param waitedMs - all waits so far
 * @param random - 0 to 1
 */
function planWait(error, retries, waitedMs, policy, random) {
    if (retries >= policy.maxRetries)
        return undefined;
    const exponential = policy.firstWaitMs * 2 ** retries * (0.5 + random / 2);
    const waitMs = Math.round(Math.min(error.retryAfterMs ?? exponential, policy.maxWaitMs));
    return waitedMs + waitMs > policy.budgetMs ? undefined : waitMs;
}
/** Does the work, again after each accident as far as the policy goes, and says so in the log. */
async function withRetries(work, policy, log) {
    let waitedMs = 0;
    for (let retries = 0;; retries++) {
        try {
            return await work();
        }
        catch (error) {
            if (!isTransient(error))
                throw error;
            const waitMs = planWait(error, retries, waitedMs, policy, Math.random());
            if (waitMs === undefined)
                throw error;
            log?.warning(`${error.message}; trying again in ${(waitMs / 1000).toFixed(1)} s (${retries + 1} of ${policy.maxRetries})`);
            await (0,promises_.setTimeout)(waitMs);
            waitedMs += waitMs;
        }
    }
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./packages/oci/src/client/connection-failure.ts

const unreachableCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EACCES']);
const lostCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']);
/** The error for a request that got no complete answer, told apart by what a person can do about it. */
function describeConnectionFailure(error, method, url) {
    const systemCode = codeOf(error);
    const text = firstLine(error);
    const code = connection_failure_classify(systemCode, text);
    const what = `${method} ${url.pathname} at ${url.host}`;
    return new RegistryError(`${what} got no answer: ${sentenceFor(code, systemCode, text, url)}`, {
        code,
        method,
        path: url.pathname,
        hint: connection_failure_hintFor(code, systemCode, url),
        cause: error,
    });
}
function connection_failure_classify(systemCode, text) {
    if (unreachableCodes.has(systemCode))
        return 'registry-unreachable';
    if (lostCodes.has(systemCode) || text === 'socket hang up' || text === 'aborted')
        return 'connection-lost';
    if (/^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/.test(systemCode)) {
        return 'tls';
    }
    // The answer is no HTTP, such as that of a TLS server asked in plain text.
    if (systemCode.startsWith('HPE_'))
        return 'invalid-response';
    return 'connection-lost';
}
function sentenceFor(code, systemCode, text, url) {
    if (code === 'connection-lost')
        return `the connection was cut (${systemCode || text})`;
    if (code === 'invalid-response')
        return `what answers there does not speak HTTP (${systemCode})`;
    if (code === 'tls' && systemCode === 'EPROTO')
        return 'what answers there does not speak TLS';
    if (code === 'tls')
        return `its certificate is not trusted (${systemCode}: ${text})`;
    if (systemCode === 'ENOTFOUND' || systemCode === 'EAI_AGAIN') {
        return `the name ${url.hostname} could not be resolved (${systemCode})`;
    }
    return systemCode === 'ECONNREFUSED'
        ? 'nothing listens there (ECONNREFUSED)'
        : `it cannot be reached (${systemCode})`;
}
function connection_failure_hintFor(code, systemCode, url) {
    if (code === 'tls' && systemCode === 'EPROTO')
        return `set plain-http if ${url.host} has no TLS.`;
    if (code === 'tls')
        return `give the certificate of the authority that signed for ${url.host} with ca-file.`;
    if (code === 'invalid-response')
        return `check the port of ${url.host}, and whether it speaks TLS: then leave plain-http out.`;
    if (code === 'registry-unreachable') {
        return `check the name and the port of ${url.host}, and that this machine can reach it.`;
    }
    return undefined;
}
function codeOf(error) {
    const code = error?.code;
    return typeof code === 'string' ? code : '';
}
function firstLine(error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

;// CONCATENATED MODULE: ./packages/oci/src/client/transport.ts






const maxErrorAnswerBytes = 64 * 1024;
/**
 * One exchange with one server over kept-alive connections. No redirects, no retries, no authorization: those are
 * decided above. Idle connections do not keep the process alive.
 *
 * @param options.ca - certificates in PEM that are trusted besides the usual ones
 */
function createTransport(options = {}) {
    const trust = options.ca === undefined ? {} : { ca: [...external_node_tls_.rootCertificates, options.ca] };
    const plainAgent = new (external_node_http_default()).Agent({ keepAlive: true });
    const tlsAgent = new (external_node_https_default()).Agent({
        keepAlive: true,
        ...trust,
    });
    return async (request) => {
        try {
            return await exchange(request, { agent: request.url.protocol === 'https:' ? tlsAgent : plainAgent });
        }
        catch (error) {
            // A server may close an idle connection at the moment it is used again: that says nothing about the server.
            if (!(error instanceof StaleConnection))
                throw error;
            return exchange(request, { agent: false, ...trust });
        }
    };
}
class StaleConnection extends Error {
}
function exchange(request, connection) {
    const { method, url, timeoutMs } = request;
    return new Promise((resolve, reject) => {
        const size = request.body === undefined ? undefined : bodySize(request.body);
        const outgoing = (url.protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default())).request(url, {
            method,
            ...connection,
            headers: { ...request.headers, ...(size === undefined ? {} : { 'content-length': String(size) }) },
        });
        let answered = false;
        let settled = false;
        let timer = setTimeout(expire, timeoutMs);
        const progress = () => {
            if (request.bulk && !settled) {
                clearTimeout(timer);
                timer = setTimeout(expire, timeoutMs);
            }
        };
        function expire() {
            const limit = request.bulk ? `sent nothing for ${timeoutMs / 1000} s` : `took longer than ${timeoutMs / 1000} s`;
            const message = `${method} ${url.pathname} at ${url.host} got no answer: it ${limit}`;
            settle(() => reject(new RegistryError(message, { code: 'timed-out', method, path: url.pathname })));
            outgoing.destroy();
        }
        function settle(act) {
            clearTimeout(timer);
            answered = true;
            settled = true;
            act();
        }
        outgoing.on('error', (error) => {
            if (answered)
                return;
            // A streamed body may have arrived in part: that is for the caller, who begins its upload anew.
            const isWhole = request.body === undefined || Buffer.isBuffer(request.body);
            const isStale = outgoing.reusedSocket && isWhole && error.code === 'ECONNRESET';
            settle(() => reject(isStale ? new StaleConnection() : describeConnectionFailure(error, method, url)));
        });
        outgoing.on('response', (incoming) => {
            answered = true;
            readAnswer(incoming, request, progress).then((bytes) => {
                settle(() => resolve({ url, status: incoming.statusCode ?? 0, headers: incoming.headers, bytes }));
                // Refused before the whole body was sent: nothing else can go over this connection.
                if (!outgoing.writableEnded)
                    outgoing.destroy();
            }, (error) => settle(() => reject(error instanceof gantry_error/* GantryError */.A ? error : describeConnectionFailure(error, method, url))));
        });
        writeBody(outgoing, request.body, progress, () => answered).catch((error) => {
            if (answered)
                return;
            settle(() => reject(error instanceof Error ? error : new Error(String(error))));
            outgoing.destroy();
        });
    });
}
function bodySize(body) {
    return Buffer.isBuffer(body) ? body.length : body.sizeBytes;
}
async function writeBody(outgoing, body, progress, isAnswered) {
    if (body === undefined || Buffer.isBuffer(body))
        return void outgoing.end(body);
    const ended = new Promise((resolve) => {
        outgoing.once('response', () => resolve());
        outgoing.once('close', () => resolve());
    });
    let sentBytes = 0;
    for await (const chunk of body.open()) {
        // An answer before the end of the body is a refusal; leaving the loop closes the source.
        if (isAnswered() || outgoing.destroyed)
            return;
        sentBytes += chunk.length;
        if (sentBytes > body.sizeBytes)
            break;
        if (!outgoing.write(chunk))
            await Promise.race([new Promise((resolve) => outgoing.once('drain', resolve)), ended]);
        progress();
    }
    if (sentBytes === body.sizeBytes)
        return void outgoing.end();
    throw new gantry_error/* GantryError */.A(`A blob was announced with ${body.sizeBytes} bytes and is ${sentBytes < body.sizeBytes ? 'shorter' : 'longer'}`, {
        code: 'size-mismatch',
        hint: 'build the image again; its files were changed while they were read, or its manifest is wrong.',
    });
}
async function readAnswer(incoming, request, progress) {
    const isError = (incoming.statusCode ?? 0) >= 300;
    const limit = isError ? maxErrorAnswerBytes : request.maxAnswerBytes;
    const chunks = [];
    let size = 0;
    for await (const chunk of incoming) {
        progress();
        size += chunk.length;
        if (size > limit) {
            if (isError)
                return Buffer.concat(chunks);
            const { method, url } = request;
            throw new RegistryError(`${method} ${url.pathname} at ${url.host} was answered with more than ${limit} bytes`, {
                code: 'invalid-response',
                method,
                path: url.pathname,
                status: incoming.statusCode,
            });
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}

;// CONCATENATED MODULE: ./packages/oci/src/client/session.ts







const defaultTimeoutMs = 60_000;
const defaultMaxParallel = 8;
function createSession(options) {
    const { registry, credentials, log, plainHttp = false, timeoutMs = defaultTimeoutMs } = options;
    const account = credentials?.username;
    // The name in references is not the name of the server there.
    const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
    const base = new URL(`${plainHttp ? 'http' : 'https'}://${host}`);
    const transport = createTransport({ ca: options.ca });
    const limited = createLimit(options.maxParallel ?? defaultMaxParallel);
    const policy = { ...defaultRetryPolicy, ...options.retry };
    const speaker = { registry, account };
    const authorizer = createAuthorizer(credentials, (request) => fetchToken(request, credentials, { ...speaker, transport, timeoutMs, plainHttp }));
    const exchange = (request, url, authorization) => followRedirects(transport, {
        method: request.method,
        url,
        headers: { 'user-agent': 'gantry', ...request.headers, ...(authorization === undefined ? {} : { authorization }) },
        ...(request.body === undefined ? {} : { body: request.body }),
        maxAnswerBytes: request.maxAnswerBytes ?? 64 * 1024,
        timeoutMs,
        bulk: request.bulk ?? false,
    }, plainHttp);
    let greeting;
    /** With credentials, every request is made in their name, so the registry is asked first how it wants them. */
    const greet = () => (greeting ??= exchange({ method: 'GET', target: '/v2/', accept: [] }, new URL('/v2/', base), undefined).then((answer) => authorizer.learn(answer.headers['www-authenticate']), (error) => {
        greeting = undefined;
        throw error;
    }));
    async function sendOnce(request) {
        const url = new URL(request.target, base);
        const isOwn = url.host === base.host;
        if (credentials && isOwn && !authorizer.knowsChallenge)
            await greet();
        const sent = isOwn ? await authorizer.headerFor(request.access) : undefined;
        let answer = await exchange(request, url, sent);
        if (answer.status === 401 && answer.url.host === base.host) {
            const next = await authorizer.renew(answer.headers['www-authenticate'], request.access, sent);
            if (next !== undefined)
                answer = await exchange(request, url, next);
        }
        if (request.accept.includes(answer.status))
            return answer;
        throw answerError(request.method, answer, speaker);
    }
    return {
        ...speaker,
        plainHttp,
        send: (request) => {
            const once = () => limited(() => sendOnce(request));
            return request.retry === false ? once() : withRetries(once, policy, log);
        },
        retrying: (work) => withRetries(work, policy, log),
    };
}

;// CONCATENATED MODULE: ./packages/oci/src/client/upload-in-chunks.ts

/** Below the limits of common proxies, and large enough that the requests do not count. */
const chunkBytes = 16 * 1024 * 1024;
/**
 * Sends a blob in pieces, each a request of its own, into an upload session that has begun.
 *
 * @param start - where the session begins
 * @throws RegistryError `too-large` when a piece is refused as well
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-in-chunks
 */
async function uploadInChunks(session, repository, blob, start) {
    const access = { repository, push: true };
    let location = start;
    let sentBytes = 0;
    for await (const chunk of splitChunks(blob.open(), chunkBytes)) {
        const answer = await session.send({
            method: 'PATCH',
            target: location,
            access,
            headers: {
                'content-type': 'application/octet-stream',
                'content-range': `${sentBytes}-${sentBytes + chunk.length - 1}`,
            },
            body: chunk,
            accept: [202, 204],
            bulk: true,
            retry: false,
        });
        sentBytes += chunk.length;
        location = nextLocation(session, answer, 'PATCH');
    }
    const answer = await session.send({
        method: 'PUT',
        target: withDigest(location, blob.digest),
        access,
        headers: { 'content-type': 'application/octet-stream' },
        body: Buffer.alloc(0),
        accept: [201, 204],
        bulk: true,
        retry: false,
    });
    return answer;
}
/** Cuts a stream into buffers of `size` bytes; the last one may be shorter. */
async function* splitChunks(source, size) {
    let parts = [];
    let length = 0;
    for await (const part of source) {
        let rest = part;
        while (length + rest.length >= size) {
            const head = rest.subarray(0, size - length);
            yield Buffer.concat([...parts, head]);
            rest = rest.subarray(head.length);
            parts = [];
            length = 0;
        }
        if (rest.length === 0)
            continue;
        parts.push(rest);
        length += rest.length;
    }
    if (length > 0)
        yield Buffer.concat(parts);
}

;// CONCATENATED MODULE: ./packages/oci/src/client/upload-blob.ts







/**
 * Stores a blob, unless it is there. One session with one PUT; where a body that long is refused (a proxy with a limit),
 * in pieces. A failed upload is repeated from its beginning in a new session.
 *
 * @throws RegistryError
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs
 */
function uploadBlob(session, repository, blob, options = {}) {
    let inChunks = false;
    return session.retrying(async () => {
        // Asked again each time: a connection may have been cut after everything had arrived.
        if (await hasBlob(session, repository, blob.digest, { push: true, retry: false }))
            return 'exists';
        for (;;) {
            const start = await startUpload(session, repository, blob.digest, options.mountFrom);
            if (start === undefined)
                return 'exists';
            const finish = inChunks
                ? await uploadInChunks(session, repository, blob, start)
                : await uploadAtOnce(session, repository, blob, start);
            if (finish !== 'too-large') {
                const stored = statedDigest(finish, 'PUT');
                if (stored !== undefined && algorithmOf(stored) === algorithmOf(blob.digest) && stored !== blob.digest) {
                    throw wrongDigest('PUT', finish, blob.digest, stored);
                }
                return 'uploaded';
            }
            inChunks = true;
        }
    });
}
/** @returns where to send the blob to; `undefined` when it was mounted */
async function startUpload(session, repository, digest, mountFrom) {
    const from = mountFrom === undefined ? undefined : parseRepository(mountFrom);
    const query = from === undefined ? '' : `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`;
    const answer = await session.send({
        method: 'POST',
        target: `/v2/${parseRepository(repository)}/blobs/uploads/${query}`,
        access: { repository, push: true, ...(from === undefined ? {} : { from }) },
        body: Buffer.alloc(0),
        accept: from === undefined ? [202] : [201, 202],
        retry: false,
    });
    return answer.status === 201 ? undefined : nextLocation(session, answer, 'POST');
}
async function uploadAtOnce(session, repository, blob, location) {
    const answer = await session.send({
        method: 'PUT',
        target: withDigest(location, blob.digest),
        access: { repository, push: true },
        headers: { 'content-type': 'application/octet-stream' },
        body: blob,
        // 204 comes from registries that hand the upload to their storage.
        accept: [201, 204, 413],
        bulk: true,
        retry: false,
    });
    return answer.status === 413 ? 'too-large' : answer;
}
/** Where an upload goes on: relative or absolute, with a query of its own that is kept. */
function nextLocation(session, answer, method) {
    const { location } = answer.headers;
    if (location !== undefined)
        return resolveLocation(answer.url, location, session.plainHttp, method);
    throw new RegistryError(`${method} ${answer.url.pathname} at ${answer.url.host} was answered without a Location`, {
        code: 'invalid-response',
        method,
        path: answer.url.pathname,
        status: answer.status,
        hint: `check that no proxy before ${answer.url.host} takes that header away.`,
    });
}
function withDigest(location, digest) {
    const url = new URL(location);
    // Added as text: the query of the registry may be signed, and must stay as it is.
    url.search = `${url.search === '' ? '?' : `${url.search}&`}digest=${encodeURIComponent(digest)}`;
    return url;
}

;// CONCATENATED MODULE: ./packages/oci/src/client/registry-client.ts








/**
 * A client of the OCI distribution spec for what publishing needs.
 *
 * @throws InvalidReferenceError when the registry is not `host` or `host:port`
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
function createRegistryClient(options) {
    const session = createSession({ ...options, registry: parseRegistry(options.registry) });
    return {
        registry: session.registry,
        account: session.account,
        async ping() {
            await session.send({ method: 'GET', target: '/v2/', accept: [200], maxAnswerBytes: 64 * 1024 });
        },
        resolve: (repository, reference) => resolveManifest(session, repository, reference),
        listTags: (repository) => listTags(session, repository),
        readManifest: (repository, reference) => readManifest(session, repository, reference),
        readBlob: (repository, digest, limitBytes) => readBlob(session, repository, digest, limitBytes),
        hasBlob: (repository, digest) => hasBlob(session, repository, digest),
        uploadBlob: (repository, blob, upload) => uploadBlob(session, repository, blob, upload),
        putManifest: (repository, manifest, tags) => putManifest(session, repository, manifest, tags),
        probePush: (repository) => probePush(session, repository),
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./packages/oci/src/credentials/credentials-error.ts

/** Credentials that could not be read: a damaged file, or a helper that fails. */
class CredentialsError extends gantry_error/* GantryError */.A {
    constructor(message, hint, cause) {
        super(message, { code: 'credentials-unreadable', hint, cause });
    }
}

;// CONCATENATED MODULE: ./packages/oci/src/credentials/auth-file.ts


/**
 * Reads the text of an auth file.
 *
 * @param file - names it in messages
 * @throws CredentialsError; its text shows nothing of the file but keys
 * @see https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 * @see https://docs.docker.com/reference/cli/docker/#docker-cli-configuration-file-configjson-properties
 */
function parseAuthFile(text, file) {
    let json;
    try {
        json = JSON.parse(text);
    }
    catch {
        // The parser's own message would quote the file.
        json = undefined;
    }
    if (!json_isJsonObject(json))
        throw new CredentialsError(`${file} is not a JSON object`, 'run registry-login again, or correct the file.');
    const { auths, credHelpers, credsStore } = json;
    return {
        auths: new Map(entriesOf(auths).flatMap(([key, entry]) => {
            const credentials = json_isJsonObject(entry) ? readEntry(entry, key, file) : undefined;
            return credentials ? [[normalizeKey(key), credentials]] : [];
        })),
        credHelpers: new Map(entriesOf(credHelpers).flatMap(([key, helper]) => typeof helper === 'string' && helper !== '' ? [[normalizeKey(key), helper]] : [])),
        credsStore: typeof credsStore === 'string' && credsStore !== '' ? credsStore : undefined,
    };
}
/**
 * A key as it is compared: `https://registry.example.org/v1/` is `registry.example.org`; `registry.example.org/team/app`
 * stays, it holds for what is below that path.
 */
function normalizeKey(key) {
    const bare = key.trim().replace(/^https?:\/\//i, '');
    const [host = '', ...path] = bare.replace(/\/+$/, '').split('/');
    const isApiPath = path.length === 1 && /^v[0-9]+$/.test(path[0] ?? '');
    return [host.toLowerCase(), ...(isApiPath ? [] : path)].join('/');
}
/** The keys that hold for a repository, most specific first; docker.io has several names. */
function keysFor(registry, repository) {
    const hosts = registry === 'docker.io' ? ['docker.io', 'index.docker.io', 'registry-1.docker.io'] : [registry];
    const parts = repository === undefined ? [] : repository.split('/');
    const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
    return [...paths.flatMap((path) => hosts.map((host) => `${host}/${path}`)), ...hosts];
}
function entriesOf(value) {
    return json_isJsonObject(value) ? Object.entries(value) : [];
}
function readEntry(entry, key, file) {
    const { auth, username, password, identitytoken } = entry;
    if (typeof identitytoken === 'string' && identitytoken !== '')
        return { username: '<token>', password: identitytoken };
    if (typeof auth === 'string' && auth !== '') {
        const text = Buffer.from(auth, 'base64').toString('utf8');
        const colon = text.indexOf(':');
        if (colon < 1) {
            throw new CredentialsError(`The entry "${key}" of ${file} has an auth that is not the base64 form of name:password`, `run registry-login for ${key} again.`);
        }
        // Docker pads the password with NUL in some versions.
        return { username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, '') };
    }
    return typeof username === 'string' && username !== '' && typeof password === 'string'
        ? { username, password }
        : undefined;
}

;// CONCATENATED MODULE: ./packages/oci/src/credentials/credential-helper.ts


const helperTimeoutMs = 30_000;
/**
 * Asks `docker-credential-<name> get`.
 *
 * @param serverAddress - what it knows the registry by
 * @returns `undefined` when it has nothing for that registry
 * @throws CredentialsError when it is missing, fails or answers with something else
 * @see https://github.com/docker/docker-credential-helpers
 */
async function askCredentialHelper(name, serverAddress, env) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
        throw new CredentialsError(`${JSON.stringify(name)} is not the name of a credential helper`, 'correct credsStore and credHelpers in the auth file: a name such as "pass" or "ecr-login".');
    }
    // Few registries have a helper, and running programs is what takes long to load.
    const { toolEnvironment, tryRun } = await __webpack_require__.e(/* import() */ 946).then(__webpack_require__.bind(__webpack_require__, 7946));
    const program = `docker-credential-${name}`;
    const result = await tryRun([program, 'get'], {
        // A helper is there to hold secrets, and is configured by the environment (AWS_PROFILE, GOOGLE_APPLICATION_CREDENTIALS).
        env: toolEnvironment(env, env),
        input: serverAddress,
        timeoutMs: helperTimeoutMs,
        maxOutputBytes: 1024 * 1024,
    }).catch((error) => {
        throw new CredentialsError(`${program} could not be asked for the credentials of ${serverAddress}`, `install ${program}, or take it out of credsStore and credHelpers of the auth file.`, error);
    });
    if (result.exitCode !== 0) {
        // The one answer that all helpers give in the same words.
        if (/credentials not found/i.test(result.stdout + result.stderr))
            return undefined;
        const said = (result.stdout || result.stderr).trim().split('\n')[0] ?? '';
        throw new CredentialsError(`${program} failed for ${serverAddress} with exit code ${result.exitCode}: ${said.slice(0, 300)}`, `run "echo ${serverAddress} | ${program} get" by hand to see why.`);
    }
    return credential_helper_readAnswer(result.stdout, program, serverAddress);
}
function credential_helper_readAnswer(stdout, program, serverAddress) {
    let json;
    try {
        json = JSON.parse(stdout);
    }
    catch {
        json = undefined;
    }
    const { Username: username, Secret: password } = json_isJsonObject(json) ? json : {};
    if (typeof username !== 'string' || typeof password !== 'string') {
        throw new CredentialsError(`${program} answered for ${serverAddress} without Username and Secret`, `run "echo ${serverAddress} | ${program} get" by hand to see what it says.`);
    }
    return username === '' || password === '' ? undefined : { username, password };
}

;// CONCATENATED MODULE: ./packages/oci/src/credentials/read-credentials.ts








const maxFileBytes = 1024 * 1024;
/**
 * What the auth files of this environment hold for a registry. The files are those that docker, podman and skopeo read;
 * the first one that has something wins. In one file: its helper for this registry, then its own entries, most specific
 * first, then its store.
 *
 * @param repository - finds entries that hold for a part of the registry only, such as `registry.example.org/team`
 * @returns `undefined` when none of them has any
 * @throws CredentialsError when a file or a helper is broken
 */
async function readCredentials(registry, env, repository) {
    const host = parseRegistry(registry);
    const keys = keysFor(host, repository === undefined ? undefined : parseRepository(repository));
    for (const path of listAuthFiles(env)) {
        const file = await readAuthFile(path);
        const found = file && (await findIn(file, host, keys, env));
        if (!found)
            continue;
        (0,redact_secrets/* registerSecret */.c)(found.password);
        (0,redact_secrets/* registerSecret */.c)(`${found.username}:${found.password}`);
        return found;
    }
    return undefined;
}
/** Where an auth file may be, the most deliberate place first. */
function listAuthFiles(env) {
    const home = env.HOME || (0,external_node_os_.homedir)();
    return [
        ...(env.REGISTRY_AUTH_FILE ? [env.REGISTRY_AUTH_FILE] : []),
        ...(env.DOCKER_CONFIG ? [(0,external_node_path_.join)(env.DOCKER_CONFIG, 'config.json')] : []),
        ...(env.XDG_RUNTIME_DIR ? [(0,external_node_path_.join)(env.XDG_RUNTIME_DIR, 'containers', 'auth.json')] : []),
        (0,external_node_path_.join)(env.XDG_CONFIG_HOME || (0,external_node_path_.join)(home, '.config'), 'containers', 'auth.json'),
        (0,external_node_path_.join)(home, '.docker', 'config.json'),
    ];
}
async function readAuthFile(path) {
    try {
        const { size } = await (0,external_node_fs_promises_.stat)(path);
        if (size > maxFileBytes) {
            throw new CredentialsError(`${path} has ${size} bytes, too many for an auth file`, 'name the right file.');
        }
        return parseAuthFile(await (0,external_node_fs_promises_.readFile)(path, 'utf8'), path);
    }
    catch (error) {
        const { code } = error;
        if (error instanceof CredentialsError)
            throw error;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return undefined;
        throw new CredentialsError(`${path} could not be read`, 'give this user the right to read it.', error);
    }
}
async function findIn(file, host, keys, env) {
    const address = host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
    for (const key of keys) {
        const helper = file.credHelpers.get(key);
        const found = helper && (await askCredentialHelper(helper, key.includes('/') ? key : address, env));
        if (found)
            return found;
    }
    for (const key of keys) {
        const found = file.auths.get(key);
        if (found)
            return found;
    }
    return file.credsStore === undefined ? undefined : askCredentialHelper(file.credsStore, address, env);
}

;// CONCATENATED MODULE: ./packages/oci/src/index.ts

























/***/ })

};
;