-- The safe zone: redacted words, spans, kinds and verdicts; never a name, never a raw word.
-- Tables of proposals are written anew by the stage that made them; `decision` only ever grows.

CREATE TABLE IF NOT EXISTS stage (          -- what a stage made last, and from what
  name TEXT NOT NULL, session TEXT NOT NULL DEFAULT '', key TEXT NOT NULL,
  PRIMARY KEY (name, session)
);
CREATE TABLE IF NOT EXISTS session (
  name TEXT PRIMARY KEY, format TEXT NOT NULL, duration REAL, words INTEGER NOT NULL,
  digest TEXT NOT NULL                      -- of the redacted turns: what later stages depend on
);
CREATE TABLE IF NOT EXISTS participant (
  id TEXT PRIMARY KEY, session TEXT NOT NULL, role TEXT NOT NULL, is_facilitator INTEGER NOT NULL,
  known INTEGER NOT NULL, attributes TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS participant_session ON participant (session);
CREATE TABLE IF NOT EXISTS turn (
  id TEXT PRIMARY KEY, session TEXT NOT NULL, ordinal INTEGER NOT NULL,
  participant TEXT NOT NULL, text TEXT NOT NULL, words INTEGER NOT NULL, begin REAL, "end" REAL
);
CREATE INDEX IF NOT EXISTS turn_session ON turn (session, ordinal);
CREATE TABLE IF NOT EXISTS left_out (
  session TEXT NOT NULL, "where" TEXT NOT NULL, reason TEXT NOT NULL, words INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS left_out_session ON left_out (session);
CREATE TABLE IF NOT EXISTS find (           -- what the name model marked in the raw turn: places only
  session TEXT NOT NULL, turn TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  kind TEXT NOT NULL, rule TEXT NOT NULL, score REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS find_session ON find (session);
CREATE TABLE IF NOT EXISTS heard (          -- what all finders found in a session by itself: places only
  session TEXT NOT NULL, turn TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  kind TEXT NOT NULL, rule TEXT NOT NULL, score REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS heard_session ON heard (session);
CREATE TABLE IF NOT EXISTS redaction (      -- the map from raw turn to redacted turn
  session TEXT NOT NULL, turn TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  kind TEXT NOT NULL, surrogate TEXT NOT NULL, rule TEXT NOT NULL, score REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS redaction_session ON redaction (session);
CREATE TABLE IF NOT EXISTS doubt (          -- written over until a person says that it is no name
  session TEXT NOT NULL, turn TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  kind TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS doubt_session ON doubt (session);
CREATE TABLE IF NOT EXISTS vector (         -- of redacted text only
  digest TEXT NOT NULL, pin TEXT NOT NULL, row BLOB NOT NULL, PRIMARY KEY (digest, pin)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS coding (
  session TEXT NOT NULL, turn TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  code TEXT NOT NULL, stance TEXT NOT NULL, coder TEXT NOT NULL, score REAL NOT NULL,
  why TEXT NOT NULL, assigned INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS coding_session ON coding (session, assigned);
CREATE TABLE IF NOT EXISTS topic (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, terms TEXT NOT NULL, exemplars TEXT NOT NULL,
  size INTEGER NOT NULL, nearest_code TEXT NOT NULL, family TEXT NOT NULL DEFAULT '',
  held REAL NOT NULL DEFAULT 1, x REAL NOT NULL DEFAULT 0, y REAL NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS topic_assignment (
  turn TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  topic TEXT NOT NULL, why TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS topic_known (    -- where each topic id was spoken of: ids stay when a study grows
  topic TEXT NOT NULL, turn TEXT NOT NULL, start INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS topic_known_turn ON topic_known (turn);
CREATE TABLE IF NOT EXISTS fact (           -- single figures of a stage, such as topic stability
  stage TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (stage, name)
);
CREATE TABLE IF NOT EXISTS view (
  subject TEXT NOT NULL, "group" TEXT NOT NULL, sessions INTEGER NOT NULL,
  participants INTEGER NOT NULL, turns INTEGER NOT NULL, of_sessions INTEGER NOT NULL,
  of_participants INTEGER NOT NULL, share REAL NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
  talk REAL NOT NULL, differs TEXT NOT NULL, verdict TEXT NOT NULL, suppressed INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS quote (
  id TEXT PRIMARY KEY, turn TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  session TEXT NOT NULL, participant TEXT NOT NULL, role TEXT NOT NULL, theme TEXT NOT NULL,
  stance TEXT NOT NULL, text TEXT NOT NULL, why TEXT NOT NULL, begin REAL
);
CREATE TABLE IF NOT EXISTS survey (         -- counts and redacted wording, a row for each question
  name TEXT NOT NULL, ordinal INTEGER NOT NULL, session TEXT NOT NULL,  -- '': it has no own words
  wave TEXT NOT NULL, respondents INTEGER NOT NULL, question TEXT NOT NULL,
  PRIMARY KEY (name, ordinal)
);
CREATE TABLE IF NOT EXISTS decision (       -- what people decided: who, when, what, why
  id INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, subject TEXT NOT NULL,
  value TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS carried (        -- where a decision's words stand, now that turns changed
  decision INTEGER NOT NULL, origin TEXT NOT NULL, turn TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS carried_origin ON carried (origin);
CREATE TABLE IF NOT EXISTS stood (          -- where they stood in turns that may come back
  session TEXT NOT NULL, wording TEXT NOT NULL, decision INTEGER NOT NULL, origin TEXT NOT NULL,
  turn TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS stood_wording ON stood (session, wording);
CREATE TABLE IF NOT EXISTS coded (          -- layers: what a coder made of a turn; rows are only added
  id INTEGER PRIMARY KEY AUTOINCREMENT, coder TEXT NOT NULL, session TEXT NOT NULL,
  turn TEXT NOT NULL, codes TEXT NOT NULL, sketch TEXT NOT NULL, participant TEXT NOT NULL,
  "at" TEXT NOT NULL, state TEXT NOT NULL,  -- held, or gone with its words, or superseded
  keys TEXT NOT NULL DEFAULT '[]',          -- the codes that the codebook had then
  places TEXT NOT NULL DEFAULT '[]',        -- the stretches of the turn that got a code
  echoed TEXT NOT NULL DEFAULT '[]',        -- the machine's codes that came back as they went out
  wording TEXT NOT NULL DEFAULT ''          -- a digest of the words to which places belong
);
CREATE INDEX IF NOT EXISTS coded_session ON coded (session, state);
CREATE TRIGGER IF NOT EXISTS decision_stays BEFORE UPDATE ON decision
  BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER IF NOT EXISTS decision_kept BEFORE DELETE ON decision
  BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;
CREATE TABLE IF NOT EXISTS release (        -- who signed which outputs, and the figures printed in them
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, level TEXT NOT NULL,
  manifest TEXT NOT NULL, figures TEXT NOT NULL,
  who TEXT NOT NULL, role TEXT NOT NULL, "at" TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS release_stays BEFORE UPDATE ON release
  BEGIN SELECT RAISE(ABORT, 'a signature is never changed'); END;
CREATE TRIGGER IF NOT EXISTS release_kept BEFORE DELETE ON release
  BEGIN SELECT RAISE(ABORT, 'a signature is never deleted'); END;
CREATE TABLE IF NOT EXISTS outside (        -- guids and colours that other programs know: kept for good
  kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS memo (           -- redacted notes that came in from another program
  guid TEXT PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL, coder TEXT NOT NULL,
  "on" TEXT NOT NULL                        -- what they hang on: kind and key
);
CREATE TABLE IF NOT EXISTS seal (           -- the private zone is deleted for good: when, what was sealed
  id INTEGER PRIMARY KEY CHECK (id = 1), "at" TEXT NOT NULL,
  turns TEXT NOT NULL,                      -- a digest of the redacted turns
  kept TEXT NOT NULL                        -- what later stages need of the zone, no name in it
);
CREATE TRIGGER IF NOT EXISTS seal_stays BEFORE UPDATE ON seal
  BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END;
CREATE TRIGGER IF NOT EXISTS seal_kept BEFORE DELETE ON seal
  BEGIN SELECT RAISE(ABORT, 'a seal is never deleted'); END;
