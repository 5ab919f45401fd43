# unittest.mock, as tests use it.
import re, threading, time, unittest
from unittest import mock
from unittest.mock import ANY, DEFAULT, MagicMock, Mock, PropertyMock, call, create_autospec, mock_open, patch, seal, sentinel


def shown(value):
    return re.sub(r"id='\d+'", "id=N", re.sub(r"0x[0-9a-f]+", "0x", str(value)))


def attempt(what):
    try:
        print(shown(what()))
    except BaseException as error:
        print(type(error).__name__, shown(error))


# --- calls and what they return
m = Mock(return_value=3)
print(m(1, x=2), m.called, m.call_count, m.call_args, m.call_args.args, m.call_args.kwargs, m.call_args == call(1, x=2))
m(5)
print(m.call_args_list, m.mock_calls == [call(1, x=2), call(5)], m.call_args_list[0][0], m.call_args[1])
m.assert_called_with(5)
m.assert_any_call(1, x=2)
m.assert_called()
m.assert_has_calls([call(1, x=2), call(5)])
attempt(lambda: m.assert_called_once())
attempt(lambda: m.assert_called_with(6, y=1))
attempt(lambda: m.assert_called_once_with(5))
attempt(lambda: m.assert_not_called())
attempt(lambda: m.assert_any_call(7))
attempt(lambda: m.assert_has_calls([call(9)]))
attempt(lambda: m.assert_has_calls([call(9), call(5)], any_order=True))
attempt(lambda: Mock().assert_called_with(1))
attempt(lambda: Mock(name="named").assert_called())
attempt(lambda: Mock().assert_called_once())
m.reset_mock()
print(m.called, m.call_args, m.mock_calls, m())

# --- side effects
m = Mock(side_effect=[1, ValueError("second"), 3])
attempt(m)
attempt(m)
attempt(m)
attempt(m)
m.side_effect = KeyError("always")
attempt(m)
m.side_effect = lambda x: x * 2 if x else DEFAULT
m.return_value = "default"
print(m(4), m(0))

# --- attributes and children
m = Mock()
_ = m.method(1), m.other.deep.call(2, k=3), m.chain().then(4)
print(m.mock_calls)
print(m.method_calls)
print(shown(repr(m.other.deep)), shown(repr(m.chain())), shown(repr(Mock(name="x").y)))
print(m.mock_calls == [call.method(1), call.other.deep.call(2, k=3), call.chain(), call.chain().then(4)])
print(call.a.b(1).c(2).call_list(), call, call.foo, call(1)(2), call("x", y=1))
m.configure_mock(**{"a.b.return_value": 7, "c": 8})
print(m.a.b(), m.c, isinstance(m.a, Mock), type(m).__name__)
del m.c
attempt(lambda: m.c)
attempt(lambda: m.assert_caled_with(1))
attempt(lambda: Mock().called_once_with)

# --- specs
class Service:
    attribute = 1

    def get(self, key, default=None):
        return key

    @classmethod
    def make(cls):
        return cls()


m = Mock(spec=Service)
_ = m.get("a")
print(isinstance(m, Service), shown(repr(m)), m.get.call_args)
attempt(lambda: m.missing)
m.extra = 1
m = Mock(spec_set=["one"])
attempt(lambda: setattr(m, "two", 2))
print(shown(m.one))
auto = create_autospec(Service)
instance = auto()
_ = instance.get("k", default=1)
instance.get.assert_called_once_with("k", default=1)
attempt(lambda: instance.get())
attempt(lambda: instance.get(1, 2, 3))
attempt(lambda: auto(1))
function = create_autospec(lambda a, b=1: None, return_value=5)
print(function(1), function.call_args)
attempt(lambda: function())
attempt(lambda: function(1, c=2))

# --- special methods
m = MagicMock()
m.__len__.return_value = 4
m.__getitem__.side_effect = lambda key: f"item {key}"
m.__iter__.return_value = [1, 2]
print(len(m), m["k"], list(m), list(m), bool(m), int(m), float(m), 3 in m, m == m, m == MagicMock(), m != m)
with m as entered:
    print(entered is m.__enter__.return_value)
m.__str__.return_value = "as text"
print(str(m), m.__getitem__.call_args, m.__len__.called, hash(m) == hash(m))
attempt(lambda: m < 3)
attempt(lambda: len(Mock()))
print(shown(repr(m + 1)), m.__exit__.call_args)

# --- patches
class Clock:
    @staticmethod
    def now():
        return "real"

    zone = "UTC"


with patch.object(Clock, "now", return_value="fake") as now:
    print(Clock.now(), now.call_count)
print(Clock.now())


@patch.object(Clock, "zone", "CET")
@patch("time.sleep")
def decorated(argument, sleep):
    time.sleep(100)
    return argument, Clock.zone, sleep.mock_calls


print(decorated("a"), Clock.zone, time.sleep is not None)
with patch("time.time", side_effect=[1, 2]):
    print(time.time(), time.time())
settings = {"a": 1}
with patch.dict(settings, {"b": 2}, clear=True):
    print(settings)
with patch.dict(settings, c=3):
    print(settings)
print(settings)
with patch.multiple(Clock, now=DEFAULT, zone="X") as made:
    print(sorted(made), Clock.zone, shown(Clock.now()))
attempt(lambda: patch.object(Clock, "nothing").start())
attempt(lambda: patch("noname"))
attempt(lambda: patch.object(Clock, "nothing", create=True).__enter__())
started = patch.object(Clock, "zone", "started")
print(started.start(), Clock.zone, started.stop(), Clock.zone)
patch.object(Clock, "zone", "all").start()
patch.stopall()
print(Clock.zone, Clock.now())
with patch("builtins.open", mock_open(read_data="line 1\nline 2\n")) as opened:
    with open("some file") as file:
        print(file.read(), file.readline() == "")
    with open("some file") as file:
        print(list(file), opened.mock_calls[0])
with patch(f"{__name__}.Clock") as fake:
    fake.return_value.now.return_value = 1
    print(Clock().now(), shown(fake))
with patch.object(Clock, "zone", new_callable=PropertyMock) as zone:
    zone.return_value = "from property"
    print(Clock().zone, zone.mock_calls)

# --- others
print(sentinel.one, sentinel.one is sentinel.one, sentinel.one == sentinel.two, ANY == 3, call(ANY, 2) == call(1, 2), [1, ANY] == [1, 2])
wrapped = Mock(wraps=[3, 1])
print(wrapped.index(1), wrapped.index.mock_calls)
m = Mock()
m.known = 1
seal(m)
attempt(lambda: m.unknown)
parent = Mock()
parent.attach_mock(Mock(), "child")
_ = parent.child(1)
print(parent.mock_calls)
m = Mock()
threads = [threading.Thread(target=m, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(m.call_count, sorted(m.call_args_list, key=lambda one: one.args))


class Tests(unittest.TestCase):
    @patch("time.sleep", return_value=None)
    def test_it(self, sleep):
        time.sleep(3)
        sleep.assert_called_once_with(3)

    def setUp(self):
        patcher = patch.object(Clock, "zone", "in a test")
        patcher.start()
        self.addCleanup(patcher.stop)

    def test_zone(self):
        self.assertEqual(Clock.zone, "in a test")


print(unittest.TextTestRunner(verbosity=0, stream=mock.Mock()).run(unittest.defaultTestLoader.loadTestsFromTestCase(Tests)))
