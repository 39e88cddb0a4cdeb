// SQLite for the browser build: the amalgamation without the parts that nothing here asks for.
//
// SQLITE_OMIT_… takes a part out, but the amalgamation's parser is ready made and still calls some of those parts where
// their SQL stands. Here they have a body that ends the statement with an error. The product's SQL has none of it (triggers,
// views, windows, ATTACH, VACUUM, ANALYZE, REINDEX), and no SQL comes from outside. Virtual tables stay: ALTER needs them.
// A new amalgamation that calls something else does not link: then it is added here. ADR 0012.
struct sqlite3;
struct sqlite3_api_routines;
struct Expr;
struct ExprList;
struct IdList;
struct Parse;
struct Select;
struct SrcList;
struct Token;
struct TriggerStep;
struct Upsert;
struct Window;

// Undeclared in the amalgamation when their part is left out.
static struct Window* sqlite3WindowAlloc(struct Parse*, int, int, struct Expr*, int, struct Expr*, unsigned char);
static struct Window* sqlite3WindowAssemble(struct Parse*, struct Window*, struct ExprList*, struct ExprList*, struct Token*);
static void sqlite3WindowChain(struct Parse*, struct Window*, struct Window*);
static void sqlite3WindowListDelete(struct sqlite3*, struct Window*);
static void sqlite3BeginTrigger(struct Parse*, struct Token*, struct Token*, int, int, struct IdList*, struct SrcList*,
                                struct Expr*, int, int);
static void sqlite3FinishTrigger(struct Parse*, struct TriggerStep*, struct Token*);
static void sqlite3DropTrigger(struct Parse*, struct SrcList*, int);
static void sqlite3DeleteTriggerStep(struct sqlite3*, struct TriggerStep*);
static struct TriggerStep* sqlite3TriggerSelectStep(struct sqlite3*, struct Select*, const char*, const char*);
static struct TriggerStep* sqlite3TriggerInsertStep(struct Parse*, struct SrcList*, struct IdList*, struct Select*,
                                                    unsigned char, struct Upsert*, const char*, const char*);
static struct TriggerStep* sqlite3TriggerUpdateStep(struct Parse*, struct SrcList*, struct SrcList*, struct ExprList*,
                                                    struct Expr*, unsigned char, const char*, const char*);
static struct TriggerStep* sqlite3TriggerDeleteStep(struct Parse*, struct SrcList*, struct Expr*, const char*, const char*);
static int execSql(struct sqlite3*, char**, const char*);
static int execSqlF(struct sqlite3*, char**, const char*, ...);

// Weak, so that sqlite_absent.c takes their place and the linker drops what only they call.
__attribute__((weak)) int sqlite3_vle_init(struct sqlite3*, char**, const struct sqlite3_api_routines*);
__attribute__((weak)) int sqlite3_rekey_v2(struct sqlite3*, const char*, const void*, int);

// The parser hangs a statement's named windows here. There never is one (sqlite3WindowAlloc has failed before), so what
// it writes is null, into a member that is null then.
#define pWinDefn pNext
#include <sqlite3.c>
#undef pWinDefn

extern const char sqlite_absent_text[];  // of sqlite_absent.c, which this name brings into the program
static void left_out(Parse* parse) { sqlite3ErrorMsg(parse, sqlite_absent_text); }

// ---- windows ---------------------------------------------------------------------------------------------
static Window* sqlite3WindowAlloc(Parse* parse, int type, int start, Expr* start_at, int end, Expr* end_at, u8 exclude) {
  left_out(parse);
  return 0;
}
static Window* sqlite3WindowAssemble(Parse* parse, Window* window, ExprList* partition, ExprList* order, Token* base) {
  return 0;
}
static void sqlite3WindowChain(Parse* parse, Window* window, Window* list) {}
static void sqlite3WindowListDelete(sqlite3* db, Window* list) {}

// ---- triggers --------------------------------------------------------------------------------------------
static void sqlite3BeginTrigger(Parse* parse, Token* name1, Token* name2, int time, int event, IdList* columns, SrcList* table,
                                Expr* when, int temporary, int if_not_exists) {
  left_out(parse);
}
static void sqlite3FinishTrigger(Parse* parse, TriggerStep* steps, Token* text) {}
static void sqlite3DropTrigger(Parse* parse, SrcList* name, int if_exists) { left_out(parse); }
static void sqlite3DeleteTriggerStep(sqlite3* db, TriggerStep* steps) {}
static TriggerStep* sqlite3TriggerSelectStep(sqlite3* db, Select* select, const char* begin, const char* end) { return 0; }
static TriggerStep* sqlite3TriggerInsertStep(Parse* parse, SrcList* table, IdList* columns, Select* select, u8 on_conflict,
                                             Upsert* upsert, const char* begin, const char* end) {
  return 0;
}
static TriggerStep* sqlite3TriggerUpdateStep(Parse* parse, SrcList* table, SrcList* from, ExprList* set, Expr* where,
                                             u8 on_conflict, const char* begin, const char* end) {
  return 0;
}
static TriggerStep* sqlite3TriggerDeleteStep(Parse* parse, SrcList* table, Expr* where, const char* begin, const char* end) {
  return 0;
}

// ---- ATTACH, VACUUM, ANALYZE, REINDEX, views ---------------------------------------------------------------
static void sqlite3Analyze(Parse* parse, Token* name1, Token* name2) { left_out(parse); }
static void sqlite3Attach(Parse* parse, Expr* file, Expr* name, Expr* key) { left_out(parse); }
static void sqlite3Detach(Parse* parse, Expr* name) { left_out(parse); }
static void sqlite3CreateView(Parse* parse, Token* begin, Token* name1, Token* name2, ExprList* columns, Select* select,
                              int temporary, int if_not_exists) {
  left_out(parse);
}
static void sqlite3Reindex(Parse* parse, Token* name1, Token* name2) { left_out(parse); }
static void sqlite3Vacuum(Parse* parse, Token* name, Expr* into) { left_out(parse); }

// Only `main` and `temp` are ever open.
static int sqlite3DbIsNamed(sqlite3* db, int index, const char* name) {
  return sqlite3StrICmp(db->aDb[index].zDbSName, name) == 0 || (index == 0 && sqlite3StrICmp("main", name) == 0);
}

// ---- a change of key (sqlite_absent.c) would vacuum ---------------------------------------------------------
static int execSql(sqlite3* db, char** error, const char* sql) { return SQLITE_ERROR; }
static int execSqlF(sqlite3* db, char** error, const char* sql, ...) { return SQLITE_ERROR; }
static void sqlite3PagerClearCache(Pager* pager) {}
