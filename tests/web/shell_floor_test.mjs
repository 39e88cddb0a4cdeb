// The floor: the same starts, typing and the three main jobs in Chrome 109.
process.env.HUZHU_BROWSER = "floor";
await import("./shell_start_test.mjs");
await import("./shell_input_test.mjs");
await import("./main_job_test.mjs");
