/** How one kind of refusal looks: its HTTP status, its title, and what to do about it (docs/errors.md is made from these). */
export interface ProblemKind {
  readonly status: number
  readonly title: string
  readonly help: string
}

/** Every way this server can refuse. Codes are stable: programs may branch on them. */
export const problemCodes = {
  bad_request: {
    status: 400,
    title: 'Invalid request',
    help: 'The detail names the member that does not fit. Compare the request with /docs.',
  },
  bad_json: {
    status: 400,
    title: 'Not valid JSON',
    help: 'Send one JSON value. Keys called __proto__ or constructor.prototype are refused.',
  },
  wrong_length: {
    status: 400,
    title: 'Wrong number of values',
    help: 'Positional values must be as many as the inputs, in their order; GET /api/features lists them.',
  },
  wrong_type: { status: 400, title: 'A value of the wrong type', help: 'Codes that are whole numbers must be JSON numbers, not strings.' },
  unknown_code: {
    status: 400,
    title: 'A code outside the codebook',
    help: 'Give a code that GET /api/features lists, or null where it is not known.',
  },
  unknown_column: { status: 400, title: 'No such column', help: 'Use a column name or friendly title from GET /api/features.' },
  out_of_range: { status: 400, title: 'A number out of range', help: 'Check the unit, or give null where the value is not known.' },
  too_many_rows: { status: 400, title: 'Too many rows', help: 'Send at most 1,000 rows a call.' },
  bad_plot: {
    status: 400,
    title: 'A plot that cannot be drawn',
    help: 'Each kind of plot takes a certain number of features; the detail says how many.',
  },
  bad_question: { status: 400, title: 'A question that makes no sense', help: 'The detail says what is missing from the question.' },
  unauthenticated: { status: 401, title: 'Who are you?', help: 'Send the header Authorization: Bearer <token>.' },
  forbidden: { status: 403, title: 'Not allowed', help: 'Ask the person who runs this server for the permission named in the detail.' },
  foreign_host: {
    status: 403,
    title: 'Not for this host name',
    help: 'Without a token the server answers to localhost, 127.0.0.1 and [::1] only.',
  },
  foreign_origin: { status: 403, title: 'Not from another site', help: 'Pages of other sites may not change anything here.' },
  not_found: { status: 404, title: 'Not there', help: 'Check the id; it may have been removed.' },
  no_such_route: { status: 404, title: 'No such address', help: 'All addresses are listed at /docs.' },
  no_model: { status: 409, title: 'No model at work', help: 'Train one with POST /api/retrain, and keep it with POST /api/save_retrain.' },
  no_data: { status: 409, title: 'No data yet', help: 'Upload past students with POST /api/upload.' },
  synthetic_and_real: {
    status: 409,
    title: 'Synthetic and real records never mix',
    help: 'Upload synthetic students only where the data are synthetic, or work with another data folder.',
  },
  retrain_running: { status: 409, title: 'A training is running', help: 'Wait for it or cancel it: DELETE /api/jobs/<id>.' },
  nothing_to_keep: { status: 409, title: 'No trained model waits', help: 'Train one with POST /api/retrain first.' },
  not_cancellable: { status: 409, title: 'This job has ended', help: 'Only jobs that wait or run can be cancelled.' },
  changed_meanwhile: { status: 409, title: 'Something changed meanwhile', help: 'Look again and repeat the call.' },
  too_large: { status: 413, title: 'Too large', help: 'Files may have 50 MB, JSON bodies 1 MB.' },
  unsupported_media_type: {
    status: 415,
    title: 'Not a kind of content we read here',
    help: 'Send JSON with content-type: application/json, or a file as multipart/form-data.',
  },
  unsupported_file: { status: 415, title: 'Not a kind of file we read', help: 'Upload a .csv or .xlsx file.' },
  bad_file: { status: 422, title: 'A file that cannot be read', help: 'The detail says what was found instead of a table.' },
  wrong_columns: { status: 422, title: 'Wrong columns', help: 'The detail names missing, unexpected or repeated columns.' },
  no_rows: { status: 422, title: 'No usable row', help: 'Every row was refused, or none has a recorded outcome. The places say why.' },
  one_class: {
    status: 422,
    title: 'Only one outcome',
    help: 'A model needs at least two outcomes: add other students, or ask about another event.',
  },
  too_few_rows: { status: 422, title: 'Too few rows', help: 'Add more past students.' },
  bad_data: { status: 422, title: 'Data that cannot be learned from', help: 'The detail says what is in the way.' },
  too_many_requests: { status: 429, title: 'Too many at once', help: 'Wait a moment and repeat the call.' },
  cancelled: { status: 409, title: 'Cancelled', help: 'The job was cancelled. Nothing was kept.' },
  interrupted: { status: 500, title: 'Interrupted', help: 'The server stopped while the job ran, twice. Start it again.' },
  internal: { status: 500, title: 'Something broke here', help: 'Quote the request id when you report it.' },
  preparing: {
    status: 503,
    title: 'Getting ready',
    help: 'The first start trains a demo model. Repeat the call when Retry-After has passed.',
  },
  disk_full: { status: 507, title: 'The disk is full', help: 'Free some space and repeat the call. What was there before is untouched.' },
} as const satisfies Readonly<Record<string, ProblemKind>>

export type ProblemCode = keyof typeof problemCodes
