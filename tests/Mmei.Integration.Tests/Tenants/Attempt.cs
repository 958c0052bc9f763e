using System.Text;

namespace Mmei.Integration.Tests.Tenants;

/// <summary>A call in which one tenant names what is another's.</summary>
/// <param name="Call">As the API's description has it: method and template of the path.</param>
/// <param name="Status">What it is answered with: 404 where it reads or changes the thing itself, a success where it concerns the
/// caller's own alone.</param>
/// <param name="Address">With the names in it.</param>
/// <param name="Body">With the names in it; null where there is none.</param>
/// <param name="Type">Of the body.</param>
/// <param name="Repeats">Whether it carries the other's Idempotency-Key.</param>
internal sealed record Attempt(
    string Call, int Status, Func<Named, string> Address, Func<Named, string>? Body = null, string Type = "application/json",
    bool Repeats = false)
{
    public HttpRequestMessage Of(Named named)
    {
        var request = new HttpRequestMessage(new HttpMethod(Call.Split(' ')[0]), Address(named));
        request.Content = Body is { } body ? new StringContent(body(named), Encoding.UTF8, Type) : null;
        if (Repeats)
        {
            request.Headers.Add("Idempotency-Key", named.IdempotencyKey);
        }

        return request;
    }

    public override string ToString() => $"{Call} {Status}{(Repeats ? ", repeated" : "")}";
}
