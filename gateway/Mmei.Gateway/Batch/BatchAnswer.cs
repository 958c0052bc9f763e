using Mmei.Contracts.Api.V1;

namespace Mmei.Gateway.Batch;

/// <summary>A line of the answer to a batch: the answer or the problem of one of its lines.</summary>
/// <param name="Line">Of the request, from 1.</param>
/// <param name="Id">The row's name, where it has one.</param>
/// <param name="Answer">What <c>POST /v1/observations</c> would have answered.</param>
/// <param name="Problem">Why there is no answer; declared as what any object is, so that all of it is written.</param>
internal sealed record BatchAnswer(int Line, string? Id, ObservationAnswer? Answer, object? Problem);
