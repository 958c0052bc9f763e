namespace Mmei.Ranking.Index;

/// <summary>
/// Numbers for the tags that rows have, so that filters compare numbers. One that no row has any more is given to another tag. Not safe for
/// concurrent use.
/// </summary>
internal sealed class TagNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Rows)> _tags = [];
    private readonly Stack<int> _free = [];

    /// <summary>
    /// A bit for each of these numbers, which many numbers share: rows whose mark has none of a query's bits have none of its tags, and
    /// mostly that is all that has to be looked at.
    /// </summary>
    public static uint MarkOf(int[] numbers) => numbers.Aggregate(0u, (mark, number) => mark | (1u << (number % 32)));

    /// <summary>A row has these tags from now on.</summary>
    public int[] Take(IReadOnlyList<string> names)
    {
        int[] taken = [.. names.Distinct(StringComparer.Ordinal).Select(NumberOf)];
        foreach (var number in taken)
        {
            _tags[number] = _tags[number] with { Rows = _tags[number].Rows + 1 };
        }

        return taken;
    }

    /// <summary>A row has them no more.</summary>
    public void Release(int[] numbers)
    {
        foreach (var number in numbers)
        {
            var (name, rows) = _tags[number];
            _tags[number] = (name, rows - 1);
            if (rows == 1)
            {
                _numbers.Remove(name);
                _free.Push(number);
            }
        }
    }

    /// <summary>By number, whether it is one of these tags, with their mark; empty and 0 where no row has any of them.</summary>
    public (bool[] Numbers, uint Mark) Among(IReadOnlySet<string> names)
    {
        int[] known = [.. names.Where(_numbers.ContainsKey).Select(name => _numbers[name])];
        var among = new bool[known.Length == 0 ? 0 : _tags.Count];
        foreach (var number in known)
        {
            among[number] = true;
        }

        return (among, MarkOf(known));
    }

    /// <summary>Null where no row has the tag.</summary>
    public int? Find(string name) => _numbers.TryGetValue(name, out var number) ? number : null;

    private int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!_free.TryPop(out var number))
        {
            number = _tags.Count;
            _tags.Add(default);
        }

        _tags[number] = (name, 0);
        return _numbers[name] = number;
    }
}
