// Tells the learning platform what came of the exercise: SCORM 1.2 (API) or SCORM 2004 (API_1484_11), whichever the platform offers in a
// window around this one.
(() => {
  const find = (name) => {
    for (let at = window; ; at = at.parent) {
      if (at[name]) return at[name];
      if (at.parent === at) return at.opener && at.opener !== at ? at.opener[name] : undefined;
    }
  };
  const [api, old] = [find('API_1484_11'), find('API')];
  if (!api && !old) return;
  const set = (name, value) => (api ? api.SetValue(name, String(value)) : old.LMSSetValue(name, String(value)));
  const commit = () => (api ? api.Commit('') : old.LMSCommit(''));
  const score = api ? 'cmi.score' : 'cmi.core.score';
  api ? api.Initialize('') : old.LMSInitialize('');
  if (!api) set('cmi.core.lesson_status', 'incomplete');
  else set('cmi.completion_status', 'incomplete');
  let passed = false;
  document.querySelector('threading-sandbox').addEventListener('exercise', ({ detail: { result } }) => {
    // A pass stays.
    if (passed) return;
    passed = result.passed;
    const met = result.expectations.filter(({ ok }) => ok).length;
    set(`${score}.min`, 0);
    set(`${score}.max`, result.expectations.length);
    set(`${score}.raw`, met);
    if (api) {
      set('cmi.score.scaled', met / result.expectations.length);
      set('cmi.success_status', passed ? 'passed' : 'failed');
      set('cmi.completion_status', passed ? 'completed' : 'incomplete');
    } else set('cmi.core.lesson_status', passed ? 'passed' : 'failed');
    commit();
  });
  addEventListener('pagehide', () => (api ? api.Terminate('') : old.LMSFinish('')), { once: true });
})();
