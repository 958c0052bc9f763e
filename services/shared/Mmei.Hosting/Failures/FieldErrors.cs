namespace Mmei.Hosting.Failures;

/// <summary>Collects what is wrong with a request, so that the client hears everything at once.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _problems = new(StringComparer.Ordinal);

    /// <summary>True when nothing is wrong.</summary>
    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Adds one problem of <paramref name="field"/>, for example <c>signals[3].kind</c>.</summary>
    public FieldErrors Add(string field, string problem)
    {
        if (!_problems.TryGetValue(field, out var problems))
        {
            _problems[field] = problems = [];
        }

        problems.Add(problem);
        return this;
    }

    /// <summary>Adds problems, each of a field below <paramref name="path"/>, which ends in a dot or is empty.</summary>
    public FieldErrors AddAll(string path, IEnumerable<(string Field, string Problem)> problems)
    {
        foreach (var (field, problem) in problems)
        {
            Add(path + field, problem);
        }

        return this;
    }

    /// <summary>Adds the problem unless <paramref name="holds"/>.</summary>
    public FieldErrors Require(bool holds, string field, string problem) => holds ? this : Add(field, problem);

    /// <exception cref="InvalidInputFailure">Something was added.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new InvalidInputFailure(_problems.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray()));
        }
    }
}
