import type { CampusErrorCode } from '@headway/campus'
import type { IngestErrorCode } from '@headway/ingest'
import type { LearnErrorCode } from '@headway/learn'

/** What each refusal of the learning library means and what to do. The compiler sees to it that none is left out. */
export const learnHelp: Readonly<Record<LearnErrorCode, string>> = {
  shape_mismatch:
    'Two things that belong together have different lengths or columns. Give one value of each per row, and a fitted model the columns it was fitted on.',
  bad_param: 'A parameter is outside its range; the message names the range. An unknown parameter name is refused as well.',
  bad_plan:
    'A plan of splits does not fit the rows, or breaks its own rules (a row tested twice, a side without rows). Plan over this very sample.',
  group_leak: 'Rows that belong together (one student) stand on both sides of a fold. Plan the folds with the groups.',
  metric_undefined: 'These rows give the metric no answer, as an ROC AUC of rows of one class. Use stratified folds or more rows.',
  not_finite: 'A number is NaN or infinite where none may be. Put impute in the recipe before this learner, or mend the source.',
  unknown_column: 'A column is asked for that the table does not have; the message lists those it has.',
  unknown_kind: 'A recipe names a step, learner or calibrator that does not exist; the message lists the known ones.',
  wrong_column_kind: 'A column is categorical where numbers are needed, or the other way round. Put oneHot or ordinalCodes in the recipe.',
  wrong_task: 'A learner, metric or step cannot do this kind of task (binary, multiclass, ordinal, regression). Choose another.',
  too_few_rows: 'Too few rows, groups or classes for what was asked. Use fewer folds, or add rows.',
  bad_bundle: 'A model file is no bundle, of another kind, from a newer version, or was changed after it was written. Take the original.',
  out_of_memory:
    'The work needs more memory at once than there is, or than the kernel can address (4 GiB). Learn from fewer rows or columns, or with fewer bins.',
  no_threads:
    'Threads were asked for where memory cannot be shared. In a browser the page must be cross-origin isolated. One thread gives the same results.',
  worker_died: 'A thread that helped with the work died. Nothing was kept; start again, with fewer threads where memory is short.',
  not_exportable:
    'A model cannot be written in the language asked for: a part of it has no formula there, or it is too large. The message says which, and what can be exported.',
  bad_model_file:
    'A file is no model of XGBoost (JSON) or LightGBM (text) that can be imported: damaged, cut short, binary, or of a kind that is not read; the message says which and what to do.',
  trained_elsewhere:
    'A model that XGBoost or LightGBM trained cannot be fitted here. Train it again where it was trained and import it: headway import-model; or train with another learner.',
  aborted: 'The work was stopped from outside. Nothing was kept; start it again when you like.',
}

/** The same for the education layer. */
export const campusHelp: Readonly<Record<CampusErrorCode, string>> = {
  bad_codebook:
    'A codebook (datapackage.json) is not well formed; the message names the field. Compare it with one that `headway profile --save` writes.',
  unknown_column:
    'A column is named that the codebook does not have, or that the model has no curve of; the message lists those there are. Titles work as well as names.',
  missing_column: 'The file lacks a column that the codebook lists. Add it, or give the codebook that belongs to this file.',
  duplicate_column: 'Two columns of the file have one name. Rename or remove one.',
  unknown_code: 'A code is not in the codebook. Correct it, add it to the codebook, or leave it empty where it is not known.',
  out_of_range: 'A number lies outside the bounds that the codebook gives. Check the unit.',
  wrong_type: 'A text where a number belongs, or the other way round. Codes that are whole numbers must be numbers.',
  wrong_length: 'Values given by position must be as many as the model takes; the message lists their order.',
  bad_question:
    'The question cannot be asked so: an event that holds all or none of the outcomes, a bound on a column without order, no indicator left, two models with different targets, or curves of a model that has none.',
  one_class: 'Every row has the same outcome, so there is nothing to tell apart. Add other students, or ask about another event.',
  too_few_rows: 'Too few rows for what was asked.',
  no_rows: 'No row is left: the outcome is recorded nowhere. Add past students whose outcome is known.',
  bad_bundle: 'A model file holds something else than a model.',
  other_codebook: 'Two sets of records are described by different codebooks. Only records of one codebook can be put together.',
  mixed_datasets: 'Synthetic and real records never share a dataset. Upload the real ones on their own: they start a new dataset.',
  bad_plot: 'Each kind of plot takes a certain number of features; the message says how many.',
}

/** The same for reading and writing files. */
export const ingestHelp: Readonly<Record<IngestErrorCode, string>> = {
  no_file: 'There is no such file, or it may not be read. Check the path.',
  empty_file: 'The file has no content. Export it again.',
  header_only: 'The file has column names and no rows. Export it again with its rows.',
  no_usable_rows: 'Every row was refused; the message shows the first. Correct them, or give the codebook that belongs to this file.',
  file_too_large: 'The file is larger than the limit the message names. Split it.',
  line_too_long: 'A line is longer than any row may be: probably not a table, or its line ends were lost. Export it again.',
  too_many_columns: 'More columns than a table may have. Check the separator.',
  duplicate_header: 'Two columns have one name. Rename or remove one.',
  unclosed_quote: 'A quoted cell is never closed; the message names its line. Close it, or double the quotation marks inside.',
  binary_file: 'The file holds bytes that no text has. Export it as CSV or XLSX.',
  html_file: 'The file is a web page, often a login page saved by mistake. Download the data again.',
  zip_file: 'The file is an archive that is no workbook, whatever its name says. Unpack it first.',
  zip_bomb: 'The archive unpacks to far more than it should. It was not opened. Export the sheet as CSV.',
  old_excel_file: 'The file is in the format of Excel before 2007. Save it as XLSX or CSV.',
  bad_workbook: 'The workbook cannot be read. Save its first sheet as CSV.',
  bad_dataset_file: 'A stored dataset is damaged or was written by something else. Restore it from a backup.',
  cannot_write: 'The file could not be written (a full disk, or no permission). What stood there before is unchanged.',
  ambiguous_dates:
    'It cannot be told from a file whether 3/4/26 is 3 April or 4 March, or two ways of writing are mixed. Say it with --dates.',
  bad_mapping: 'A mapping is not well formed, or nobody has confirmed it. The message names the line to correct.',
  no_preset: 'No preset has this name, or none knows the files of the folder; the message says what each of them lacks.',
  wrong_columns: 'A file has other columns than the preset knows; the message lists both. Check the file, or choose another preset.',
  damaged_file: 'A file cannot be read to its end: it was cut or changed. Copy or export it again.',
  no_calendar: 'The files do not say which terms and sections there are, or when a term starts. The message says what is missing.',
  aborted: 'The work was stopped from outside. Nothing was kept; start it again when you like.',
}
