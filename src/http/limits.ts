/** Every limit of the HTTP interface; `docs/operating` lists them. */
export const BODY_BYTES_MAX = 1024 * 1024;
export const UPLOAD_BYTES_MAX = 50 * 1024 * 1024;
export const ADDRESS_CHARACTERS_MAX = 4096;
/** An answer takes at most this long, an upload or a download longer. */
export const ANSWER_SECONDS_MAX = 30;
export const TRANSFER_SECONDS_MAX = 600;
/** Requests to `/api` from one address; a whole office may share one. Held per process: it stops floods, not guessing. */
export const REQUESTS_PER_MINUTE_MAX = 1200;
/** Problems named in one reply to a body that does not fit. */
export const FIELD_PROBLEMS_MAX = 20;
