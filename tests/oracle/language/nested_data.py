data = {"users": [{"name": "a", "tags": {"x", }}, {"name": "b", "tags": set()}], "meta": (1, [2, {"k": None}])}
print(data, data["users"][0]["name"], data["meta"][1][1]["k"])
data["users"][1]["tags"].add("y")
data["users"].append({"name": "c"})
print(len(data["users"]), [u["name"] for u in data["users"]], data == data, data["meta"] == (1, [2, {"k": None}]))
loop = [1]
loop.append(loop)
table = {"self": None}
table["self"] = table
print(loop, table, (loop,), [[]] * 2)
